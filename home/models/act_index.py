from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from community.core.models import BasePage
from home.acts.filters import FOUND_AT_MOST, ActFilters
from home.acts.querysets import ActFacet, ActQuerySet, facets_key
from home.models.acts import ActPage

ACTS_PER_PAGE = 20
# Saving a document counts anew; this is for what else may hide one, such as a section made private.
FACETS_SECONDS = 300


class ActIndexPage(BasePage):
    """The register of documents: by kind, state, year, month and words, newest first."""

    # A list keeps itself up.
    review_after = None
    pages_before_views = True

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    template = "pages/act_index_page.html"
    page_description = _("The register of decisions, drafts, orders and minutes, with an archive by year and month.")

    class Meta:
        verbose_name = _("register of documents")
        verbose_name_plural = _("registers of documents")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def acts(self) -> ActQuerySet:
        """Every document of this register that anybody may read, newest first."""
        return ActPage.objects.child_of(self).published().latest_first().defer_streamfields()

    def facets(self) -> list[ActFacet]:
        """What the register holds, counted once between changes: a page of it counts nothing."""
        facets = cache.get_or_set(facets_key(self.path), lambda: self.acts().facets(), FACETS_SECONDS)
        return facets or []

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a document at once, where Wagtail would look for a page and then for what it is."""
        if len(path_components) == 1:
            found = ActPage.objects.child_of(self).filter(slug=path_components[0]).first()
            if found:
                # Wagtail's own route() does the same, so that the document knows its register without a query.
                found._cached_parent_obj = self
                return found.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        filters = ActFilters.from_query(request.GET, self.facets())
        acts = filters.apply(self.acts())
        if filters.question:
            keys = filters.found(acts)
            paginator = Paginator(keys, ACTS_PER_PAGE)
        else:
            paginator = Paginator(acts, ACTS_PER_PAGE)
            # The facets have counted already.
            paginator.count = filters.count if filters.known else 0
        page = paginator.get_page(request.GET.get("page"))
        if filters.question:
            page.object_list = list(self.acts().filter(pk__in=page.object_list))
        found = {"filters": filters, "known": filters.known, "acts": page, "found_at_most": FOUND_AT_MOST}
        return {**context, **found}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a page of the register; what it does not hold is told so with status 404."""
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        context = response.context_data or {}
        response.status_code = 200 if context.get("known") else 404
        return response

    # The register hangs where residents look for it: in the menu of the site or inside a section.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.ActPage"]
