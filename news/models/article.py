from typing import Any

from django import forms
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from community.core.embed import embed_code
from community.core.local_time import day_text
from community.core.media.renditions import with_renditions
from community.core.models import BasePage, CommunitySettings
from community.core.page_cache.recording import reading_as
from community.core.structured_data import Data, publisher_data, said
from news.blocks import NewsBodyBlock
from news.models.category import NewsCategory
from news.models.cover import COVER_PANEL, CoveredPage, CoveredPageForm
from news.pattern_panel import PatternPanel
from news.patterns import patterns
from news.querysets import READING_KINDS, NewsPageQuerySet
from news.structured_data import common_data

RELATED_ARTICLES = 3
# Pixels of a frame that cannot tell its height.
EMBED_HEIGHT = 420


def _of_category(category_id: int) -> str:
    """What of a kept page changes with the latest articles of one category."""
    return f"news-category:{category_id}"


class NewsPage(CoveredPage):
    """An article. Lists are ordered by ``published_at``, which is what the reader sees, not by the day of editing."""

    # An article tells of its day and is not kept up.
    review_after = None
    published_at = models.DateTimeField(
        _("date and time"),
        default=timezone.now,
        help_text=_("Shown to residents; the list of news is in this order. To publish later, set a schedule instead."),
    )
    category = models.ForeignKey(NewsCategory, on_delete=models.PROTECT, related_name="+", verbose_name=_("category"))
    lead = models.TextField(
        _("lead"),
        max_length=400,
        help_text=_("One or two sentences: what happened. Shown in lists and under the title."),
    )
    body = StreamField(NewsBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        PatternPanel(),
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("published_at"), FieldPanel("category", widget=forms.Select), FieldPanel("lead")],
            heading=_("In brief"),
        ),
        COVER_PANEL,
        FieldPanel("body"),
    ]
    base_form_class = CoveredPageForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("published_at"),
        index.FilterField("category"),
    ]

    objects = PageManager.from_queryset(NewsPageQuerySet)()
    template = "pages/news_page.html"
    page_description = _("A dated article of the news list.")
    card_kind = _("News of the community")

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")
        indexes = [
            models.Index(fields=["-published_at", "-page_ptr"], name="news_latest_first"),
            models.Index(fields=["category", "-published_at", "-page_ptr"], name="news_latest_of_category"),
        ]

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.lead

    @property
    def card_foot(self) -> str:
        return day_text(self.published_at)

    @property
    def view_count(self) -> int:
        """Views written so far, at most ten minutes behind."""
        return self.views.count if hasattr(self, "views") else 0

    @property
    def embed_code(self) -> str:
        """The HTML another site pastes to show this article's card."""
        return embed_code(src=self.embed_url, title=self.title, height=EMBED_HEIGHT)

    @property
    def embed_url(self) -> str:
        """The whole address of this article's card."""
        return self._site_root_url() + reverse("news:embed", args=[self.pk])

    def _site_root_url(self) -> str:
        parts = self.get_url_parts()
        return parts[1] if parts else ""

    def begin_from(self, pattern: str) -> None:
        if found := patterns().get(pattern):
            self.title, self.lead = found.title, found.lead
            self.body = self.body.stream_block.to_python(found.stream())

    def shown_with(self) -> list[str]:
        return [_of_category(self.category_id)]

    def related_articles(self) -> NewsPageQuerySet:
        """The latest other articles of the same category."""
        others = NewsPage.objects.published().filter(category=self.category_id).exclude(pk=self.pk)
        return others.latest_first().defer_streamfields().select_related("category", "cover")[:RELATED_ARTICLES]

    def structured_data(self, request: HttpRequest) -> list[Data]:
        """The article as ``NewsArticle``."""
        publisher = publisher_data(CommunitySettings.for_request(request))
        published = timezone.localtime(self.published_at)
        updated = max(published, timezone.localtime(self.last_published_at or published))
        article = {
            "@type": "NewsArticle",
            "headline": self.title,
            **common_data(self, request),
            "mainEntityOfPage": self.get_full_url(request),
            "datePublished": published.isoformat(timespec="seconds"),
            "dateModified": updated.isoformat(timespec="seconds"),
            "articleSection": self.category.name,
            "author": publisher,
            "publisher": publisher,
        }
        return [said(article)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["index"] = self.get_parent()
        with reading_as(_of_category(self.category_id)):
            context["related"] = related = list(self.related_articles())
        prefetch_related_objects([self, *related], with_renditions("cover", *READING_KINDS))
        return context

    # An article without a list could not be found again, and nothing stands under an article.
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
