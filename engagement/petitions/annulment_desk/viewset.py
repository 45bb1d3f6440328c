"""Annulments and objections in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from engagement.petitions.annulment_desk.deciding import AnnulmentView, ObjectionView
from engagement.petitions.annulment_desk.listing import AnnulmentIndexView, ObjectionIndexView
from engagement.petitions.annulment_desk.proposing import ProposeView
from engagement.petitions.rights import VIEWS_ANNULMENTS


class AnnulmentMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEWS_ANNULMENTS)


class AnnulmentDesk(ViewSet):
    """Propose with a preview, agree or reject, take back, answer objections."""

    name = "annulments"
    icon = "circle-check"
    menu_label = _("Annulments")
    menu_order = 252
    menu_item_class = AnnulmentMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", AnnulmentIndexView.as_view(), name="index"),
            path("propose/", ProposeView.as_view(), name="propose"),
            path("objections/", ObjectionIndexView.as_view(), name="objections"),
            path("objections/<int:pk>/", ObjectionView.as_view(), name="objection"),
            path("<int:pk>/", AnnulmentView.as_view(), name="inspect"),
        ]
