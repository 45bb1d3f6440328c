from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from community.core.models import BasePage
from community.core.page_access import public_only
from home.blocks import PageBodyBlock, QuickLinkBlock
from news.models import NewsIndexPage, NewsPage

LATEST_NEWS = 5


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
        context["news_index"] = public_only(NewsIndexPage.objects.descendant_of(self).live()).first()
        return context

    def _latest_news(self) -> list[NewsPage]:
        articles = NewsPage.objects.descendant_of(self).published()
        return list(articles.latest_first().with_cards()[:LATEST_NEWS])

    # The site has one front page, and nothing stands above it.
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    # What the menu is made of. Articles, persons and institutions live in lists, polls on the page of polls.
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
        "engagement.PollIndexPage",
    ]
