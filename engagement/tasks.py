from celery import shared_task

from community.core.retention import retention_run
from engagement.petitions.services import annulment, clocks, counting, open_data, papers, telling
from engagement.polls.services import sealing


@shared_task
def unconfirmed_votes_purge() -> None:
    """Erase votes whose letter was never answered, each hour."""
    retention_run("unconfirmed-votes-purge")


@shared_task
def polls_seal() -> None:
    """Write the digests of polls that have just closed, each minute."""
    sealing.polls_seal()


@shared_task
def poll_seals_check() -> None:
    """Compare the votes of closed polls with their seals, each night."""
    sealing.seals_check()


@shared_task
def voters_retention() -> None:
    """Remove what leads from votes to persons, each night."""
    retention_run("voters-retention")


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


@shared_task
def petition_signers_tell() -> None:
    """Write some more letters with the answer, each minute."""
    telling.signers_tell()


@shared_task
def petition_annulments_carry_on() -> None:
    """Make signatures follow what two persons decided, each half minute."""
    annulment.annulments_carry_on()


@shared_task
def petition_retention() -> None:
    """Remove the personal data whose term is over, each night."""
    retention_run("petition-networks")
    retention_run("petition-retention")
