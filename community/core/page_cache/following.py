"""How a machine follows what others change, and what the clock changes."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.db.models import Model, Q
from django.utils import timezone
from wagtail.models import Page

from community.core.local_time import local_day
from community.core.models.page_change import PageChange
from community.core.page_cache.shelf import Shelf, shelf
from community.core.page_cache.warming import warm

logger = logging.getLogger(__name__)

# Seconds between two looks.
LOOKS_EACH = 0.4
CLOCK_EACH = timedelta(seconds=15)
TIDIES_EACH = timedelta(minutes=5)
# A change whose transaction was so long is found still.
LOOKS_BACK = timedelta(minutes=10)
KEPT = timedelta(days=1)

_moments: list[tuple[type[Model], tuple[str, ...]]] = []


def changes_by_clock(model: type[Model], *fields: str) -> None:
    """Say that what pages show of ``model`` changes at the moments in ``fields``."""
    _moments.append((model, fields))


class Follower:
    """One for each machine."""

    def __init__(self, kept: Shelf, now: datetime | None = None) -> None:
        self._kept = kept
        self._seen_at = self._clock_at = self._tidied_at = now or timezone.now()

    def step(self, now: datetime | None = None) -> None:
        """Drop what has changed since the last step."""
        now = now or timezone.now()
        # A clock that was ahead and is right again: what it is compared with must not lie in the future.
        self._clock_at, self._tidied_at = min(self._clock_at, now), min(self._tidied_at, now)
        self._follow(now)
        if now >= self._clock_at + CLOCK_EACH:
            if passed := moments_passed(self._clock_at, now):
                self._kept.drop(passed)
                warm([])
            self._clock_at = now
        if now >= self._tidied_at + TIDIES_EACH:
            PageChange.objects.filter(due_at__lt=now - KEPT).delete()
            self._kept.tidy(most=settings.PAGE_CACHE_MOST)
            self._tidied_at = now

    def _follow(self, now: datetime) -> None:
        due = PageChange.objects.filter(due_at__gt=self._seen_at - LOOKS_BACK, due_at__lte=now)
        rows = dict(due.values_list("pk", "tags"))
        if fresh := self._kept.unapplied(rows):
            dropped = self._kept.drop({tag for number in fresh for tag in rows[number]}, fresh)
            if dropped:
                warm([])
        self._seen_at = now


def moments_passed(since: datetime, until: datetime) -> set[str]:
    """The tags of what begins or ends after ``since`` and not after ``until``; at midnight any page may say «today»."""
    if local_day(since) != local_day(until):
        return {"all"}
    return {_tag(model) for model, fields in _moments if _any_between(model, fields, since, until)}


def _any_between(model: type[Model], fields: tuple[str, ...], since: datetime, until: datetime) -> bool:
    wanted = Q()
    for field in fields:
        wanted |= Q(**{f"{field}__gt": since, f"{field}__lte": until})
    return model._default_manager.filter(wanted).exists()


def _tag(model: type[Model]) -> str:
    return f"{'set' if issubclass(model, Page) else 'table'}:{model._meta.db_table}"


def follow(stop: Event, on_step: Callable[[], None] = lambda: None) -> None:
    """Follow until ``stop``. What was kept before is of an unknown age, and of other templates perhaps."""
    shelf().clear()
    follower = Follower(shelf())
    warm([])
    while not stop.wait(LOOKS_EACH):
        try:
            follower.step()
        except DatabaseError as trouble:
            # What is kept is all that can be shown now.
            logger.warning("The database is out of reach: %s", type(trouble).__name__)
            close_old_connections()
        except Exception:
            logger.exception("Changes of pages could not be followed")
        on_step()
