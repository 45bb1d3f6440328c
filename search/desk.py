"""What staff see and decide about search: synonyms, recommended pages and two reports."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from community.core.local_time import day_text
from search.attention import READS_QUESTIONS
from search.models import Promotion, Synonym
from search.reporting import empty_questions, followed_results


class WordsGivenCreateView(CreateView):
    """A form that a report opens with the words of a question in it."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "words": self.request.GET.get("words", "")}


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "list-ul"
    menu_label = _("Synonyms")
    add_view_class = WordsGivenCreateView
    search_fields = ["words"]


class PromotionViewSet(SnippetViewSet):
    model = Promotion
    icon = "pick"
    menu_label = _("Recommended results")
    add_view_class = WordsGivenCreateView
    list_display = ["words", "page"]
    search_fields = ["words"]


class SearchGroup(SnippetViewSetGroup):
    menu_label = _("Search of the site")
    menu_icon = "search"
    menu_order = 650
    items = (SynonymViewSet, PromotionViewSet)


def form_with_words(view_name: str, words: str) -> str:
    """The address of a form for something new, the words filled in."""
    return f"{reverse(view_name)}?{urlencode({'words': words})}"


class SearchReport(BaseListingView):
    """A list of what was counted, for whoever may help."""

    paginate_by = 50
    template_name = "search/report.html"
    results_template_name = "search/report_results.html"
    header_icon = "search"
    explanation: Any = ""
    nothing: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(READS_QUESTIONS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EmptyQuestionsReport(SearchReport):
    page_title = _("Searches without results")
    index_url_name = "search_reports:empty"
    explanation = _(
        "What residents asked for in the last 90 days and the site did not find. Add a synonym if the site says it in "
        "other words, recommend a page, or write what is missing. Who asked is written nowhere."
    )
    nothing = _("Every question has found something.")
    columns = [
        Column("query", label=pgettext_lazy("search", "Question")),
        Column("total", label=_("Times")),
        Column("last", label=_("Last asked"), accessor=lambda row: day_text(row["last"])),
        TitleColumn(
            "synonym",
            label="",
            accessor=lambda row: _("Add a synonym"),
            get_url=lambda row: form_with_words(SynonymViewSet().get_url_name("add"), row["query"]),
        ),
        TitleColumn(
            "promotion",
            label="",
            accessor=lambda row: _("Recommend a page"),
            get_url=lambda row: form_with_words(PromotionViewSet().get_url_name("add"), row["query"]),
        ),
    ]

    def get_queryset(self) -> QuerySet[Any, dict[str, Any]]:
        return empty_questions()


class FollowedReport(SearchReport):
    page_title = _("What people open")
    index_url_name = "search_reports:followed"
    explanation = _("Which results people opened in the last 90 days. Who did is written nowhere.")
    nothing = _("Nobody has opened a result yet.")
    columns = [
        Column("query", label=pgettext_lazy("search", "Question")),
        Column("title", label=_("Opened")),
        Column("total", label=_("Times")),
    ]

    def get_queryset(self) -> QuerySet[Any, dict[str, Any]]:
        return followed_results()


class SearchReportsViewSet(ViewSet):
    """The two reports."""

    name = "search_reports"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("empty/", EmptyQuestionsReport.as_view(), name="empty"),
            path("followed/", FollowedReport.as_view(), name="followed"),
        ]
