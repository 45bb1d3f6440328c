"""Digests of closed polls, written down once and again after each later decision."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from engagement.models import Poll, PollSeal
from engagement.polls.digests import poll_digests

# A vote confirmed in the last second before the close has time to be committed.
SETTLING = timedelta(minutes=1)


def polls_seal() -> int:
    """Seal the polls that closed lately, and say how many; each minute."""
    closed = Poll.objects.filter(closes_at__lte=timezone.now() - SETTLING, seals__isnull=True)
    sealed = 0
    for poll in closed.order_by("pk"):
        sealed += poll_seal(poll=poll)
    return sealed


@transaction.atomic
def poll_seal(*, poll: Poll) -> bool:
    """Write the digests of ``poll`` as it stands, once, however many processes try; true for the one that did."""
    # Not the lock that a vote's foreign key would wait for.
    Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    if poll.seals.exists():
        return False
    _write(poll)
    return True


def poll_seal_again(*, poll: Poll) -> None:
    """Add a seal after a decision that changed a sealed poll; for use in the decision's transaction."""
    if poll.seals.exists():
        _write(poll)


def _write(poll: Poll) -> None:
    digests = poll_digests(poll)
    PollSeal.objects.create(
        poll=poll, voters=digests.voters, receipts_digest=digests.receipts, tallies_digest=digests.tallies
    )
