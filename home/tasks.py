from celery import shared_task

from home.preview_links import services


@shared_task
def preview_links_purge() -> None:
    """Forget links to drafts that have long been closed, each night."""
    services.preview_links_purge()
