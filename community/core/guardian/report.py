"""The check of all public pages, the newest first: what was published before anybody looked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from community.core.guardian.checks import findings_by_rule, page_findings

# Each is read and checked anew, so a screen costs as much whatever the size of the site.
PAGES_AT_ONCE = 20
_policy = PagePermissionPolicy()


class TextReportMenuItem(MenuItem):
    """The way to the report, for whoever has pages to mend."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(_policy.user_has_any_permission(request.user, {"add", "change", "publish"}))


class TextReportView(WagtailAdminTemplateMixin, TemplateView):
    """Public pages that this person may edit, with what the guardian says about each."""

    template_name = "wagtailadmin/guardian_report.html"
    page_title = _("Check of texts")
    header_icon = "check"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = _policy.instances_user_has_permission_for(self.request.user, "change")
        pages = Page.objects.live().filter(pk__in=mine.values("pk")).order_by("-last_published_at", "-pk")
        screen = Paginator(pages, PAGES_AT_ONCE).get_page(self.request.GET.get("p"))
        specific = Page.objects.filter(pk__in=[page.pk for page in screen]).specific()
        by_number = {page.pk: page for page in specific}
        checked = [(page, findings_by_rule(page_findings(by_number[page.pk]))) for page in screen]
        context = {"screen": screen, "rows": [(page, rules) for page, rules in checked if rules]}
        return {**super().get_context_data(**kwargs), **context}
