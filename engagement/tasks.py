from celery import shared_task

from engagement.petitions.services import clocks, counting, open_data, papers
from engagement.polls import services


@shared_task
def unconfirmed_votes_purge() -> None:
    """Erase votes whose letter was never answered, each hour."""
    services.unconfirmed_votes_purge()


@shared_task
def petitions_recount() -> None:
    """Count the petitions whose signatures changed, each few seconds."""
    counting.petitions_recount()


@shared_task
def petition_counts_check() -> None:
    """Compare counts with signatures, each night."""
    counting.counts_check()


@shared_task
def petition_collections_close() -> None:
    """End the collections whose midnight has come, each minute, and make the appeals that are still to be made."""
    clocks.collections_close()
    papers.appeals_make()


@shared_task
def petition_reminders_send() -> None:
    """Remind of the law’s clocks a day before they run out, each hour."""
    clocks.reminders_send()


@shared_task
def open_data_refresh() -> None:
    """Make the files of open data anew, each hour."""
    open_data.open_data_refresh()
