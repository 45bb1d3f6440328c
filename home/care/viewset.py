from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from community.core.models import CommunityImage
from home.care.reports import BrokenLinksReport, PicturesReport, ReviewReport
from home.care.review import reviewed
from home.care.selectors import cares_for_pages


class CareViewSet(ViewSet):
    """The reports about the site's pages and the press that says a page is right."""

    name = "care"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("review/", ReviewReport.as_view(), name="review"),
            path("links/", BrokenLinksReport.as_view(), name="links"),
            path("pictures/", PicturesReport.as_view(), name="pictures"),
            path("<int:pk>/reviewed/", reviewed, name="reviewed"),
        ]


class CareMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return cares_for_pages(request.user)


class PicturesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy: Any = policy_registry.get_by_type(CommunityImage)
        return bool(policy.user_has_any_permission(request.user, ["add", "change"]))


def report_menu_items() -> list[MenuItem]:
    """The three lines of the menu of reports, before Wagtail's own."""
    return [
        CareMenuItem(
            _("Pages due for review"), reverse_lazy("care:review"), name="review", icon_name="calendar-check", order=100
        ),
        CareMenuItem(
            _("Links that lead nowhere"), reverse_lazy("care:links"), name="broken-links", icon_name="link", order=110
        ),
        PicturesMenuItem(
            _("Pictures without a description"),
            reverse_lazy("care:pictures"),
            name="pictures",
            icon_name="image",
            order=120,
        ),
    ]
