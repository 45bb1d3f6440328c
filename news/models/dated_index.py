from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index
from wagtail.url_routing import RouteResult

from community.core.models import BasePage
from news.filters import ListFilters
from news.querysets import DatedQuerySet, Facet

PAGES_PER_LIST = 12


class DatedIndexPage(RoutablePageMixin, BasePage):
    """A list of dated pages: by category, by year and month, twelve to a page; what is over may have a list apart."""

    # A list keeps itself up.
    review_after = None

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    pages_before_views = True
    # The pages that the list holds.
    page_model: ClassVar[type[BasePage]]
    # The heading of what is over; empty where nothing ever is.
    archive_title: ClassVar[str | Promise] = ""

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def entries(self) -> DatedQuerySet:
        """Every page of this list that anybody may read, newest first."""
        return self.page_model.objects.child_of(self).published().latest_first()

    def listed(self, *, archive: bool) -> DatedQuerySet:
        """The pages of the list, or of its archive."""
        return self.entries()

    def facets(self, pages: DatedQuerySet) -> list[Facet]:
        """What a resident may narrow ``pages`` to, with how many there are."""
        return pages.facets()

    def paginator(self, pages: DatedQuerySet, filters: ListFilters) -> Paginator:
        """``pages``, narrowed already, by numbers."""
        paginator = Paginator(pages, PAGES_PER_LIST)
        # The facets have counted already.
        paginator.count = filters.count
        return paginator

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page with all that it shows at once, where Wagtail would ask for each part."""
        if len(path_components) == 1:
            pages = self.page_model.objects.child_of(self).for_reading()
            if found := pages.filter(slug=path_components[0]).first():
                # Wagtail's own route() does the same, so that the page knows its list without a query.
                found._cached_parent_obj = self
                return found.route(request, [])
        return super().route(request, path_components)

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list; an unknown category, year or month is told so with status 404."""
        archive = bool(self.archive_title) and request.GET.get("archive") == "1"
        pages = self.listed(archive=archive)
        filters = ListFilters.from_query(request.GET, self.facets(pages))
        paginator = self.paginator(filters.apply(pages).with_cards(), filters)
        context = {
            "filters": filters,
            "archive": archive,
            "heading": filters.heading(str(self.archive_title) if archive else self.title),
            "entries": paginator.get_page(request.GET.get("page")),
        }
        response = self.render(request, context_overrides={**context, **self.listing_context(request, filters)})
        response.status_code = 200 if filters.known else 404
        return response

    def listing_context(self, request: HttpRequest, filters: ListFilters) -> dict[str, Any]:
        """What a kind of list shows besides its pages."""
        return {}
