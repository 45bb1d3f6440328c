from celery import shared_task

from home.preview_links import services as preview_links
from home.services.retention import form_answers_forget


@shared_task
def form_answers_retention() -> None:
    """Erase the forms whose term is over, each night."""
    form_answers_forget()


@shared_task
def preview_links_purge() -> None:
    """Forget links to drafts that have long been closed, each night."""
    preview_links.preview_links_purge()
