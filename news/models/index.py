from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index
from wagtail.url_routing import RouteResult

from community.core.models import BasePage
from news.feeds import NewsFeed
from news.filters import NewsFilters
from news.models.article import NewsPage
from news.querysets import NewsPageQuerySet

ARTICLES_PER_PAGE = 12


class NewsIndexPage(RoutablePageMixin, BasePage):
    """The list of news: by category, by year, twelve to a page, and as a feed."""

    # A list keeps itself up.
    review_after = None

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    template = "pages/news_index_page.html"
    page_description = _("The list of articles, newest first.")

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def articles(self) -> NewsPageQuerySet:
        """Every article of this list that anybody may read, newest first."""
        return NewsPage.objects.child_of(self).published().latest_first()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find an article with all that its page shows at once, where Wagtail would ask for each part."""
        if len(path_components) == 1:
            found = NewsPage.objects.child_of(self).for_reading().filter(slug=path_components[0]).first()
            if found:
                # Wagtail's own route() does the same, so that the article knows its list without a query.
                found._cached_parent_obj = self
                return found.route(request, [])
        return super().route(request, path_components)

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list; an unknown category or year is told so with status 404."""
        filters = NewsFilters.from_query(request.GET, self.articles().facets())
        paginator = Paginator(filters.apply(self.articles()).with_cards(), ARTICLES_PER_PAGE)
        # The facets have counted already.
        paginator.count = filters.count
        context = {
            "filters": filters,
            "heading": filters.heading(self.title),
            "articles": paginator.get_page(request.GET.get("page")),
        }
        response = self.render(request, context_overrides=context)
        response.status_code = 200 if filters.known else 404
        return response

    @path("rss/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return NewsFeed()(request, page=self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["feed_url"] = self.get_url(request) + self.reverse_subpage("feed")
        return context

    # News hang where residents look for them: in the menu of the site or inside a section.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Only dated articles belong in the list.
    subpage_types = ["news.NewsPage"]
