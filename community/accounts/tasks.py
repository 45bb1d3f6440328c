from celery import shared_task

from community.accounts import services


@shared_task
def unproven_accounts_purge() -> None:
    """Nobody's data stay here who never proved to be themselves."""
    services.unproven_accounts_purge()


@shared_task
def sessions_clear() -> None:
    """Django leaves ended sessions in the table until somebody clears it, every night."""
    services.sessions_clear()
