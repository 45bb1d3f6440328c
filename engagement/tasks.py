from celery import shared_task

from engagement.polls import services


@shared_task
def unconfirmed_votes_purge() -> None:
    """Erase votes whose letter was never answered, each hour."""
    services.unconfirmed_votes_purge()
