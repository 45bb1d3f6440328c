from typing import Any

from celery import shared_task
from celery.signals import worker_shutdown

from news import services


@shared_task
def article_views_flush() -> None:
    """Write the views gathered since the last time, every five minutes."""
    services.article_views_flush()


@worker_shutdown.connect
def _flush_before_stop(**kwargs: Any) -> None:
    services.article_views_flush()
