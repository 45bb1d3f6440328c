"""The list of pages for search engines, however many: files of so many keys each, under an index that dates them."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.sitemaps import views as sitemap_views
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from community.core.page_access import public_only

# How many keys of pages, taken or free, one file is about: a file costs the same in a site of any size.
KEYS = 1000


class SitemapItem(NamedTuple):
    """A file as Django's template of the index shows it."""

    location: str
    last_mod: datetime | None


def listed_pages(request: HttpRequest) -> QuerySet[Page]:
    """Every page a stranger may read, without each type's own table."""
    site = Site.find_for_request(request) or Site.objects.select_related("root_page").get(is_default_site=True)
    pages: QuerySet[Page] = public_only(site.root_page.get_descendants(inclusive=True).live()).order_by("pk")
    return pages


class KeyRanges:
    """What Django's sitemap asks of a paginator, by keys instead of by places: nothing is counted or skipped."""

    num_pages = 1

    def __init__(self, pages: QuerySet[Page]) -> None:
        self._pages = pages

    def page(self, number: str | int) -> "KeyRanges":
        try:
            first = (int(number) - 1) * KEYS
        except ValueError:
            raise PageNotAnInteger from None
        # The keys of pages are of 32 bits.
        if not 0 <= first < 2**31:
            raise EmptyPage
        self.object_list = self._pages.filter(pk__gte=first, pk__lt=first + KEYS)
        return self


class PublicPageSitemap(Sitemap):
    """One file of the list: the public pages among ``KEYS`` keys."""

    @property
    def paginator(self) -> KeyRanges:
        return KeyRanges(listed_pages(self.request))

    def get_latest_lastmod(self) -> None:
        """Never asked for: the index below knows better."""


@require_safe
def sitemap_file(request: HttpRequest) -> TemplateResponse:
    """One file; with no page in it an empty one, since search engines come back to what has been listed."""
    answer: TemplateResponse = sitemap_views.sitemap(request, {"pages": PublicPageSitemap(request)}, section="pages")
    return answer


@require_safe
def sitemap_index(request: HttpRequest) -> TemplateResponse:
    """The files that hold pages, each with the day of its newest page, so that only what has changed is read again."""
    address = request.build_absolute_uri(reverse("sitemap"))
    dated = listed_pages(request).order_by().values(file=F("pk") / KEYS + 1)
    changed: list[tuple[int, datetime | None]] = list(
        dated.annotate(changed=Max(Coalesce("last_published_at", "latest_revision_created_at")))
        .order_by("file")
        .values_list("file", "changed")
    )
    files = [SitemapItem(address if number == 1 else f"{address}?p={number}", moment) for number, moment in changed]
    return TemplateResponse(
        request,
        "sitemap_index.xml",
        {"sitemaps": files},
        content_type="application/xml",
        headers={"X-Robots-Tag": "noindex, noodp, noarchive"},
    )
