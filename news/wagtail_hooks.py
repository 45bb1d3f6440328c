from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.core.page_lists import PageListMenuItem
from news.digest import hooks as digest_hooks  # noqa: F401 - found by Wagtail here
from news.models import AnnouncementPage, EventPage, NewsCategory, NewsPage


class DatedPageListingViewSet(PageListingViewSet):
    """All pages of one dated kind in one list, the latest first."""

    add_to_admin_menu = True
    menu_item_class = PageListMenuItem
    dated_by: str

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Wagtail's viewset passes on no ordering, and its view would sort by title.
        return super().get_index_view_kwargs(default_ordering=f"-{self.dated_by}", **kwargs)


class NewsPageListingViewSet(DatedPageListingViewSet):
    """All articles of the site in one list, in the order residents see them."""

    model = NewsPage
    name = "articles"
    icon = "doc-full"
    menu_label = _("News")
    menu_order = 200
    dated_by = "published_at"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        DateColumn("published_at", label=_("Date"), sort_key="published_at", width="14%"),
        Column("category", label=_("Category"), sort_key="category__name", width="16%"),
        Column("view_count", label=_("Views"), sort_key="views__count", width="10%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class AnnouncementListingViewSet(DatedPageListingViewSet):
    model = AnnouncementPage
    name = "announcements"
    icon = "warning"
    menu_label = _("Announcements")
    menu_order = 201
    dated_by = "valid_from"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("get_kind_display", label=_("What it is about"), sort_key="kind", width="14%"),
        DateColumn("valid_from", label=_("In force from"), sort_key="valid_from", width="14%"),
        DateColumn("valid_until", label=_("In force until"), sort_key="valid_until", width="14%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class EventListingViewSet(DatedPageListingViewSet):
    model = EventPage
    name = "events"
    icon = "calendar-alt"
    menu_label = _("Events")
    menu_order = 202
    dated_by = "starts_at"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        DateColumn("starts_at", label=_("Begins"), sort_key="starts_at", width="14%"),
        Column("place", label=_("Place"), sort_key="place", width="16%"),
        Column("get_state_display", label=_("State"), sort_key="state", width="16%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


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


@hooks.register("register_admin_viewset")
def register_dated_listings() -> list[PageListingViewSet]:
    return [AnnouncementListingViewSet("announcements"), EventListingViewSet("events")]
