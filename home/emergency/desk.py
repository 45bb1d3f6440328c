"""The one screen of urgent announcements: what stands now, the form of the next, and what stood before."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from community.core.responses import private
from community.core.right_checked import RightChecked
from home.emergency.forms import BannerForm
from home.emergency.rights import PUTS_UP
from home.emergency.selectors import current_banner
from home.emergency.services import banner_put_up, banner_take_down
from home.models.emergency import USUAL_TERM, EmergencyBanner

HISTORY_SHOWN = 50
SAID_AGAIN = ("level", "text", "link_page", "link_address")


class BannerView(RightChecked, WagtailAdminTemplateMixin, FormView):
    """GET shows everything; POST shows a preview or, by the other button, puts the announcement up."""

    right = PUTS_UP
    form_class = BannerForm
    template_name = "home/emergency/desk.html"
    page_title = gettext_lazy("Urgent announcement")
    header_icon = "warning"

    def get_initial(self) -> dict[str, Any]:
        said = self._again()
        words = {name: getattr(said, name) for name in SAID_AGAIN} if said else {}
        return {"ends_at": timezone.now() + USUAL_TERM, **words}

    def form_valid(self, form: BannerForm) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, preview=form.banner()))
        try:
            banner = banner_put_up(banner=form.banner(), user=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        said = _("It stands on every page now.") if banner.is_shown else _("It will appear by itself at its time.")
        messages.success(self.request, said)
        return redirect("emergency:index")

    def form_invalid(self, form: BannerForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return private(super().render_to_response(context, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        banners = EmergencyBanner.objects.select_related("put_up_by", "taken_down_by", "link_page")
        return {
            **context,
            "shown": current_banner(),
            "standing": banners.standing(),
            "history": banners.over()[:HISTORY_SHOWN],
            "media": context["form"].media,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def _again(self) -> EmergencyBanner | None:
        """The announcement whose words the form begins with: to prolong it, to mend it or to put it up anew."""
        number = self.request.GET.get("again", "")
        return EmergencyBanner.objects.filter(pk=number).first() if number.isascii() and number.isdigit() else None


class TakeDownView(RightChecked, View):
    right = PUTS_UP
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        banner = get_object_or_404(EmergencyBanner, pk=pk)
        if banner_take_down(banner=banner, user=request.user):
            messages.success(request, _("The announcement is taken down."))
        else:
            messages.warning(request, _("This announcement had already ended."))
        return redirect("emergency:index")


class EmergencyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PUTS_UP)


class EmergencyDesk(ViewSet):
    """Urgent announcements on top of every page."""

    name = "emergency"
    icon = "warning"
    menu_label = gettext_lazy("Urgent announcement")
    menu_order = 110
    menu_item_class = EmergencyMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", BannerView.as_view(), name="index"),
            path("<int:pk>/down/", TakeDownView.as_view(), name="take_down"),
        ]
