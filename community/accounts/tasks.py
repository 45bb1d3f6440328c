from celery import shared_task

from community.core.retention import retention_run


@shared_task
def unproven_accounts_purge() -> None:
    """Nobody's data stay here who never proved to be themselves."""
    retention_run("unproven-accounts-purge")


@shared_task
def sessions_clear() -> None:
    """Django leaves ended sessions in the table until somebody clears it, every night."""
    retention_run("sessions-clear")
