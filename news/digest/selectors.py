"""What a letter tells: pages that became public since the last one, by kind."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from news.models import AnnouncementPage, EventPage, NewsPage, NewsSubscription
from news.models.event import EventState
from news.querysets import DatedQuerySet

# Keys of pages by their kind, as the outbox keeps them.
PageIds = dict[str, list[int]]
ARTICLES, ANNOUNCEMENTS, EVENTS = "articles", "announcements", "events"


class NewPage(NamedTuple):
    """As much of a page as says who gets it."""

    pk: int
    public_since: datetime
    category_id: int | None = None


def told_pages() -> dict[str, DatedQuerySet]:
    """Everything that letters may tell by now, in their order: public, not expired, not over, not cancelled."""
    return {
        ARTICLES: NewsPage.objects.published().select_related("category").latest_first(),
        ANNOUNCEMENTS: AnnouncementPage.objects.published().current().latest_first(),
        EVENTS: EventPage.objects.published().upcoming().exclude(state=EventState.CANCELLED).soonest_first(),
    }


def new_pages(after: datetime, until: datetime) -> dict[str, list[NewPage]]:
    """What became public in a time: a page that is shown again, or was imported as it was, is no news."""
    fields = {ARTICLES: ("pk", "first_published_at", "category_id")}
    return {
        kind: [
            NewPage(*row)
            for row in pages.filter(first_published_at__gt=after, first_published_at__lte=until).values_list(
                *fields.get(kind, ("pk", "first_published_at"))
            )
        ]
        for kind, pages in told_pages().items()
    }


def pages_for(
    subscription: NewsSubscription, pages: dict[str, list[NewPage]], after: datetime, until: datetime
) -> PageIds:
    """Those of ``pages`` that a subscriber wants and has not been told of; kinds without any are left out."""
    categories = {category.pk for category in subscription.categories.all()}
    wanted = {
        ARTICLES: [page for page in pages[ARTICLES] if not categories or page.category_id in categories],
        ANNOUNCEMENTS: pages[ANNOUNCEMENTS] if subscription.with_announcements else [],
        EVENTS: pages[EVENTS] if subscription.with_events else [],
    }
    told = {kind: _within(found, after, until) for kind, found in wanted.items()}
    return {kind: keys for kind, keys in told.items() if keys}


def pages_to_read(pages: PageIds) -> dict[str, list[Any]]:
    """The pages of a letter that anybody may still read, whole enough to be told of."""
    # In the order of kinds here: PostgreSQL keeps keys of JSON in an order of its own.
    found = {
        kind: list(allowed.filter(pk__in=pages[kind]).defer_streamfields())
        for kind, allowed in told_pages().items()
        if kind in pages
    }
    return {kind: shown for kind, shown in found.items() if shown}


def _within(pages: Iterable[NewPage], after: datetime, until: datetime) -> list[int]:
    return [page.pk for page in pages if after < page.public_since <= until]
