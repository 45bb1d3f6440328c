from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.attention import READS_QUESTIONS
from search.desk import SearchGroup, SearchReportsViewSet


class SearchReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(READS_QUESTIONS)


@hooks.register("register_admin_viewset")
def register_search_reports() -> SearchReportsViewSet:
    return SearchReportsViewSet()


@hooks.register("register_reports_menu_item")
def report_of_empty_questions() -> MenuItem:
    label = _("Searches without results")
    return SearchReportItem(
        label, reverse_lazy("search_reports:empty"), name="search-empty", icon_name="search", order=130
    )


@hooks.register("register_reports_menu_item")
def report_of_followed_results() -> MenuItem:
    label, url = _("What people open"), reverse_lazy("search_reports:followed")
    return SearchReportItem(label, url, name="search-followed", icon_name="view", order=140)


register_snippet(SearchGroup)
