"""A change as it travels: a row beside what was changed, this machine's pages at the commit, others by the row."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from time import monotonic

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from community.core.models.page_change import PageChange
from community.core.page_cache.shelf import shelf
from community.core.page_cache.warming import warm

logger = logging.getLogger(__name__)

# Counts are shown within ten seconds: so long they are gathered, and what was gathered last has so long to arrive.
GATHERED = timedelta(seconds=4)
SETTLED = timedelta(seconds=2)
_gathering_until: dict[str, float] = {}


class _Batch:
    """What one transaction has changed so far: dropped at once when it is committed, and then made anew."""

    def __init__(self) -> None:
        self.tags: set[str] = set()
        self.pages: list[int] = []
        self.rows: list[int] = []
        self._is_applied = False

    def apply(self) -> None:
        if not self._is_applied:
            self._is_applied = True
            shelf().drop(self.tags, self.rows)
            warm(self.pages)


class _Part:
    """The share of one savepoint; it is gone when the savepoint is rolled back, and told anew when it comes again."""

    def __init__(self, batch: _Batch) -> None:
        self.batch = batch
        self.tags: set[str] = set()

    def __call__(self) -> None:
        # Never let a trouble with kept pages become one of whoever published: then nothing is kept.
        try:
            self.batch.apply()
        except Exception:
            logger.exception("Kept pages could not be brought up to date")
            shelf().clear()


def changed(*tags: str, pages: Iterable[int] = ()) -> None:
    """Pages with one of ``tags`` are out of date as soon as the transaction under way is committed.

    ``pages`` are rendered again before the commit returns.
    """
    if not settings.PAGE_CACHE or not tags:
        return
    part = _part_of_transaction()
    batch, fresh = part.batch, sorted(set(tags) - part.tags)
    batch.pages += [pk for pk in pages if pk not in batch.pages]
    if fresh:
        part.tags.update(fresh)
        batch.tags.update(fresh)
        batch.rows.append(PageChange.objects.create(tags=fresh, due_at=timezone.now()).pk)
    if not connection.in_atomic_block:
        part()


def _part_of_transaction() -> _Part:
    """Where the change that is being made is noted: beside those that would be rolled back with it."""
    if not connection.in_atomic_block:
        return _Part(_Batch())
    open_savepoints = set(connection.savepoint_ids)
    noted = [(savepoints, part) for savepoints, part, *_ in connection.run_on_commit if isinstance(part, _Part)]
    for savepoints, part in noted:
        if savepoints <= open_savepoints:
            return part
    part = _Part(noted[0][1].batch if noted else _Batch())
    transaction.on_commit(part)
    return part


def counted_soon(tag: str) -> None:
    """The same some seconds later, once for whatever else happens till then: for what comes many times a second."""
    # Robust: the vote is in, and whoever cast it must not be told otherwise because the database went away after it.
    transaction.on_commit(partial(_count_later, tag), robust=True)


def _count_later(tag: str) -> None:
    now = monotonic()
    if now < _gathering_until.get(tag, 0):
        return
    _gathering_until[tag] = now + GATHERED.total_seconds()
    PageChange.objects.create(tags=[tag], due_at=timezone.now() + GATHERED + SETTLED)
