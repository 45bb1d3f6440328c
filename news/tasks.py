import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_shutdown

from community.core.retention import retention_run
from news import services
from news.digest.sending import digests_send
from news.months import article_months_recount as months_recount

logger = logging.getLogger(__name__)


@shared_task
def article_views_flush() -> None:
    """Write the views gathered since the last time, every five minutes."""
    services.article_views_flush()


@shared_task
def news_digests_send() -> None:
    """Write the next letters with news, every minute of the morning."""
    digests_send()


@shared_task
def unconfirmed_subscriptions_purge() -> None:
    """Erase addresses whose owners did not confirm, every hour."""
    retention_run("unconfirmed-subscriptions-purge")


@shared_task
def article_months_recount() -> None:
    """Count the articles of each list and month anew, every night."""
    if months_recount():
        logger.warning("The counts of articles by month were not right and have been counted anew")


@worker_shutdown.connect
def _flush_before_stop(**kwargs: Any) -> None:
    services.article_views_flush()
