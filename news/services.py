import atexit
import logging
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from redis import RedisError

from community.core.page_cache.changes import changed
from news.buffers import Batch, ViewBuffer, view_buffer
from news.models import ArticleViews, ArticleViewsBatch, NewsPage

logger = logging.getLogger(__name__)

# A reload within this time is the same reading.
RELOAD_SECONDS = 30 * 60
BATCH_MEMORY = timedelta(days=30)
ROWS_AT_ONCE = 500


def article_view_add(*, page_id: int, visitor: str) -> None:
    """Count a reading unless ``visitor`` counted within half an hour; never touches the database.

    ``visitor`` is hashed with a key of the day and kept for half an hour only. Without Redis reloads cannot be told
    from readings, so the view is dropped: a lower number is honest, a higher one is not.
    """
    day = timezone.localdate().isoformat()
    reading = salted_hmac(f"news.views.{day}", f"{page_id}|{visitor}", algorithm="sha256").hexdigest()
    try:
        if cache.add(f"news:view:{reading}", 1, RELOAD_SECONDS):
            _buffer().add(page_id)
    except RedisError as error:
        logger.warning("A view of page %s was not counted: %s", page_id, error)


def article_views_flush() -> int:
    """Write the views that wait and return how many were counted; what fails stays for the next flush."""
    written = 0
    for batch in _buffer().batches():
        written += _batch_write(batch)
        _buffer().forget(batch)
    return written


@transaction.atomic
def _batch_write(batch: Batch) -> int:
    """Add a batch to the counts once, whatever happens between this transaction and forgetting the batch."""
    if not ArticleViewsBatch.objects.get_or_create(key=batch.key)[1]:
        return 0
    ArticleViewsBatch.objects.filter(written_at__lt=timezone.now() - BATCH_MEMORY).delete()
    page_ids = sorted(batch.counts)
    chunks = [page_ids[start : start + ROWS_AT_ONCE] for start in range(0, len(page_ids), ROWS_AT_ONCE)]
    return sum(_counts_add({page_id: batch.counts[page_id] for page_id in chunk}) for chunk in chunks)


def _counts_add(counts: dict[int, int]) -> int:
    """Add ``counts`` to the articles that residents can open; other numbers were forged or are gone."""
    live = list(NewsPage.objects.live().filter(pk__in=counts).values_list("pk", flat=True))
    ArticleViews.objects.bulk_create([ArticleViews(page_id=page_id) for page_id in live], ignore_conflicts=True)
    # One order of locking, so that two flushes wait for each other instead of failing.
    rows = list(ArticleViews.objects.select_for_update().filter(page_id__in=live).order_by("page_id"))
    for row in rows:
        row.count = F("count") + counts[row.page_id]
    ArticleViews.objects.bulk_update(rows, ["count"])
    changed(*(f"page:{row.page_id}" for row in rows))
    return sum(counts[row.page_id] for row in rows)


def _buffer() -> ViewBuffer:
    return view_buffer(settings.REDIS_URL)


@atexit.register
def _flush_at_exit() -> None:
    """A process that ends in order leaves no views behind; those in Redis wait there for the task."""
    if settings.REDIS_URL:
        return
    try:
        article_views_flush()
    except DatabaseError:
        logger.exception("Views gathered in this process were not written")
