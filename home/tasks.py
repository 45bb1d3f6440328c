from celery import shared_task

from community.core.retention import retention_run
from community.core.stewardship import stewardships_complete
from home.care.broken_links import broken_links_find
from home.care.digest import review_digests_send
from home.emergency.services import banner_reminders_send


@shared_task
def emergency_reminders() -> None:
    """Remind of an urgent announcement that is about to end."""
    banner_reminders_send()


@shared_task
def pages_look_over() -> None:
    """Give every page its day of review and look for links that lead nowhere, every night."""
    stewardships_complete()
    broken_links_find()


@shared_task
def review_digests() -> None:
    """Write to whoever has pages to review, on Mondays."""
    review_digests_send()


@shared_task
def form_answers_retention() -> None:
    """Erase the forms whose term is over, each night."""
    retention_run("form-answers-retention")


@shared_task
def preview_links_purge() -> None:
    """Forget links to drafts that have long been closed, each night."""
    retention_run("preview-links-purge")
