from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page
from wagtail.search import index

from community.core.models import BasePage, CommunitySettings
from community.core.page_access import public_only
from community.core.structured_data import Data, organisation_data
from home.blocks import PageBodyBlock, QuickLinkBlock
from news.models import AnnouncementIndexPage, AnnouncementPage, EventIndexPage, EventPage, NewsIndexPage, NewsPage

LATEST_NEWS = 5
NEAREST_EVENTS = 3
LATEST_ANNOUNCEMENTS = 3
LISTS: dict[str, type[Page]] = {
    "news": NewsIndexPage,
    "events": EventIndexPage,
    "announcements": AnnouncementIndexPage,
}
# The size in which the masthead shows the coat of arms.
ARMS_SIZE = "max-160x192"


class HomePage(BasePage):
    """The front page: what matters today, what one can do, whom to ask."""

    lead = models.TextField(
        _("lead"), max_length=400, blank=True, help_text=_("One or two sentences a resident reads first.")
    )
    quick_links = StreamField(
        [("link", QuickLinkBlock())],
        verbose_name=_("what to do"),
        blank=True,
        max_num=8,
        help_text=_("Up to eight links to what residents come for most."),
    )
    body = StreamField(PageBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("quick_links"),
        FieldPanel("body"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]

    template = "pages/home_page.html"
    page_description = _("The front page of the site. There is one.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        latest = self._latest_news()
        context["lead_story"] = latest[0] if latest else None
        context["latest_news"] = latest[1:]
        context["lists"] = lists = self._lists()
        context["news_index"] = lists.get("news")
        context["events"] = self._events()
        context["announcements"] = self._announcements()
        return context

    def structured_data(self, request: HttpRequest) -> list[Data]:
        """The community itself: the front page speaks for all of it."""
        community = CommunitySettings.for_request(request)
        arms = community.coat_of_arms
        logo = get_rendition_or_not_found(arms, ARMS_SIZE).full_url if arms else ""
        return [organisation_data(community, logo)]

    def _lists(self) -> dict[str, Page]:
        """The first list of each kind, in one query."""
        kinds = {ContentType.objects.get_for_model(model).pk: name for name, model in LISTS.items()}
        pages = public_only(Page.objects.descendant_of(self).live()).filter(content_type__in=kinds)
        return {kinds[page.content_type_id]: page for page in pages.order_by("-path")}

    def _events(self) -> list[EventPage]:
        events = EventPage.objects.descendant_of(self).published().upcoming()
        return list(events.soonest_first().defer_streamfields()[:NEAREST_EVENTS])

    def _announcements(self) -> list[AnnouncementPage]:
        announcements = AnnouncementPage.objects.descendant_of(self).published().current()
        return list(announcements.latest_first().with_cards()[:LATEST_ANNOUNCEMENTS])

    def _latest_news(self) -> list[NewsPage]:
        articles = NewsPage.objects.descendant_of(self).published()
        return list(articles.latest_first().with_cards()[:LATEST_NEWS])

    # The site has one front page, and nothing stands above it.
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    # What the menu is made of. Articles, persons, documents and the like live in their lists.
    subpage_types = [
        "home.SectionPage",
        "home.StandardPage",
        "home.ActIndexPage",
        "home.SessionIndexPage",
        "home.PeopleIndexPage",
        "home.InstitutionIndexPage",
        "home.FaqPage",
        "home.FormPage",
        "news.NewsIndexPage",
        "news.AnnouncementIndexPage",
        "news.EventIndexPage",
        "news.GalleryIndexPage",
        "engagement.PollIndexPage",
    ]
