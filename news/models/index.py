from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from community.core.embed import embed_code
from news.feeds import AtomNewsFeed, NewsFeed
from news.filters import ListFilters
from news.models.article import NewsPage
from news.models.category import NewsCategory
from news.models.dated_index import PAGES_PER_LIST, DatedIndexPage
from news.months import MonthPaginator, article_facets
from news.querysets import DatedQuerySet, Facet, NewsPageQuerySet

# Pixels of the frame with the list, where it cannot tell its height.
LIST_EMBED_HEIGHT = 560


class NewsIndexPage(DatedIndexPage):
    """The list of news, and the same as feeds: of all news and of each category."""

    page_model = NewsPage
    template = "pages/news_index_page.html"
    page_description = _("The list of articles, newest first.")

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def articles(self, category: NewsCategory | None = None) -> NewsPageQuerySet:
        """Every article of this list, or of one category, that anybody may read, newest first."""
        articles = self.entries()
        return articles.filter(category=category) if category else articles

    def facets(self, pages: DatedQuerySet) -> list[Facet]:
        return article_facets(pages, self.path)

    def paginator(self, pages: DatedQuerySet, filters: ListFilters) -> Paginator:
        return MonthPaginator(pages, PAGES_PER_LIST, filters.chosen_facets)

    @path("rss/", name="feed")
    @path("rss/<slug:category>/", name="feed")
    def feed(self, request: HttpRequest, category: str = "") -> HttpResponse:
        return NewsFeed()(request, page=self, category=self._category(category))

    @path("atom/", name="atom")
    @path("atom/<slug:category>/", name="atom")
    def atom(self, request: HttpRequest, category: str = "") -> HttpResponse:
        return AtomNewsFeed()(request, page=self, category=self._category(category))

    def _category(self, slug: str) -> NewsCategory | None:
        """The category of a feed; one without articles has an empty feed that may be followed. Raises ``Http404``."""
        category = NewsCategory.objects.filter(slug=slug).first() if slug else None
        if slug and category is None:
            raise Http404
        return category

    def feed_url(self, name: str, slug: str, request: HttpRequest | None = None) -> str:
        """The path of the feed ``name``, of all news or of one category."""
        return f"{self.get_url(request)}{self.reverse_subpage(name, kwargs={'category': slug} if slug else None)}"

    def shown_list_at(self) -> list[str]:
        return [*super().shown_list_at(), self.feed_url("feed", ""), self.feed_url("atom", "")]

    def embed_url(self, slug: str = "") -> str:
        """The whole address of the list as other sites show it."""
        parts = self.get_url_parts()
        address = (parts[1] if parts else "") + reverse("news:embed_list", args=[self.pk])
        return f"{address}?{urlencode({'category': slug})}" if slug else address

    def listing_context(self, request: HttpRequest, filters: ListFilters) -> dict[str, Any]:
        slug = filters.slug if filters.known else ""
        title = f"{self.title}: {filters.category_name}" if slug else self.title
        return {
            "feed_title": title,
            "feed_url": self.feed_url("feed", slug, request),
            "atom_url": self.feed_url("atom", slug, request),
            "embed_code": embed_code(src=self.embed_url(slug), title=title, height=LIST_EMBED_HEIGHT),
        }

    # News hang where residents look for them: in the menu of the site or inside a section.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Only dated articles belong in the list.
    subpage_types = ["news.NewsPage"]
