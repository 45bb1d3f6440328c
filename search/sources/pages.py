"""Pages of every type, the ones of other apps too: what is searched of them their classes say."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from wagtail.models import Page, PageViewRestriction

from community.core.local_time import local_day
from search.indexing import Indexable
from search.kinds import kind_of_page_type
from search.sources.parts import searched_parts

SOURCE = "page"
# The first of these that a page has is the day it is of.
_DAYS = ("published_at", "starts_at", "adopted_on", "valid_from", "held_on", "listed_on", "first_published_at")


def page_indexable(page: Page) -> Indexable | None:
    """What is found of a page (of its own class); nothing of drafts, private pages and the root."""
    if not page.live or page.depth < 2 or not page.pk or _is_private(page):
        return None
    parts = searched_parts(page)
    return Indexable(
        source=SOURCE,
        object_id=page.pk,
        page_id=page.pk,
        kind=kind_of_page_type(page._meta.label_lower),
        title=page.title,
        lead=parts.lead,
        body=parts.body,
        category=_category(page),
        day=_day(page),
    )


def pages_indexable(after: int, size: int) -> tuple[list[Indexable], int]:
    """The next ``size`` pages after the key ``after``, and the key to go on from (0 at the end)."""
    pages = list(Page.objects.filter(pk__gt=after, depth__gt=1).order_by("pk").specific()[:size])
    found = [item for page in pages if (item := page_indexable(page))]
    return found, pages[-1].pk if pages else 0


def _is_private(page: Page) -> bool:
    return PageViewRestriction.objects.filter(page__path__in=list(_paths(page))).exists()


def _paths(page: Page) -> Iterator[str]:
    for end in range(page.steplen, len(page.path) + 1, page.steplen):
        yield page.path[:end]


def _day(page: Page) -> date | None:
    moments: Iterator[date | datetime | None] = (getattr(page, name, None) for name in _DAYS)
    return next((local_day(moment) for moment in moments if moment), None)


def _category(page: Any) -> str:
    if category := getattr(page, "category", None):
        return str(category)
    return str(page.get_kind_display()) if hasattr(page, "get_kind_display") else ""
