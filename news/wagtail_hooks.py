from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.models import NewsCategory, NewsPage


class NewsPageListingViewSet(PageListingViewSet):
    """All articles of the site in one list, in the order residents see them."""

    model = NewsPage
    name = "articles"
    icon = "doc-full"
    menu_label = _("News")
    menu_order = 200
    add_to_admin_menu = True
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        DateColumn("published_at", label=_("Date"), sort_key="published_at", width="14%"),
        Column("category", label=_("Category"), sort_key="category__name", width="16%"),
        Column("view_count", label=_("Views"), sort_key="views__count", width="10%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Wagtail's viewset passes on no ordering, and its view would sort by title.
        return super().get_index_view_kwargs(default_ordering="-published_at", **kwargs)


class NewsCategoryViewSet(SnippetViewSet):
    """The list of categories that editors keep."""

    model = NewsCategory
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]


register_snippet(NewsCategoryViewSet)


@hooks.register("register_admin_viewset")
def register_news_listing() -> NewsPageListingViewSet:
    return NewsPageListingViewSet("articles")
