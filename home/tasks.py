from celery import shared_task

from home.services.retention import form_answers_forget


@shared_task
def form_answers_retention() -> None:
    """Erase the forms whose term is over, each night."""
    form_answers_forget()
