from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from community.core.embed import embed_code
from community.core.models import BasePage
from community.core.page_forms import BasePageForm
from news.blocks import NewsBodyBlock
from news.models.category import NewsCategory
from news.querysets import NewsPageQuerySet

RELATED_ARTICLES = 3
# Pixels of a frame that cannot tell its height.
EMBED_HEIGHT = 420


class NewsPageForm(BasePageForm):
    """Asks for the description of a cover before an article goes out; a draft may wait for it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("cover") and not cleaned.get("cover_alt") and not self.is_deferred_validation:
            self.add_error(
                "cover_alt",
                forms.ValidationError(
                    _("Describe the cover in words: residents who do not see the picture will hear this text.")
                ),
            )
        return cleaned


class NewsPage(BasePage):
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
    cover = models.ForeignKey(
        "core.CommunityImage",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("cover"),
    )
    cover_alt = models.CharField(
        _("what the cover shows"),
        max_length=255,
        blank=True,
        help_text=_("In words, for residents who do not see the picture. Needed when there is a cover."),
    )
    cover_caption = models.CharField(_("caption of the cover"), max_length=255, blank=True)
    cover_author = models.CharField(_("author of the photo"), max_length=120, blank=True)
    body = StreamField(NewsBodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("published_at"), FieldPanel("category", widget=forms.Select), FieldPanel("lead")],
            heading=_("In brief"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("cover"),
                FieldPanel("cover_alt"),
                FieldPanel("cover_caption"),
                FieldPanel("cover_author"),
            ],
            heading=_("Cover"),
        ),
        FieldPanel("body"),
    ]
    base_form_class = NewsPageForm

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

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")
        indexes = [models.Index(fields=["-published_at"], name="news_latest_first")]

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.lead

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

    def related_articles(self) -> NewsPageQuerySet:
        """The latest other articles of the same category."""
        others = NewsPage.objects.published().filter(category=self.category_id).exclude(pk=self.pk)
        return others.latest_first().with_cards()[:RELATED_ARTICLES]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["index"] = self.get_parent()
        context["related"] = self.related_articles()
        return context

    # An article without a list could not be found again, and nothing stands under an article.
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
