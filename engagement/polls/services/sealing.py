"""Digests of closed polls, written down once and again after each later decision, and compared each night."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from engagement.models import Poll, PollSeal
from engagement.polls.digests import PollDigests, poll_digests
from engagement.polls.integrity import polls_to_seal, sealed_polls, seals_of
from engagement.polls.seal_alarm import seal_differs_letter_enqueue, seals_differ_note
from engagement.polls.services.locking import poll_lock

logger = logging.getLogger(__name__)

# A vote confirmed in the last second before the close has time to be committed.
SETTLING = timedelta(minutes=1)


def polls_seal() -> int:
    """Seal the polls that closed lately, and say how many; each minute."""
    sealed = 0
    for poll in polls_to_seal(closed_before=timezone.now() - SETTLING).order_by("pk"):
        sealed += poll_seal(poll=poll)
    return sealed


@transaction.atomic
def poll_seal(*, poll: Poll) -> bool:
    """Write the digests of ``poll`` as it stands, once, however many processes try; true for the one that did."""
    poll = poll_lock(poll)
    if not poll.is_closed or seals_of(poll).exists():
        return False
    _write(poll, poll_digests(poll))
    return True


def poll_seal_again(*, poll: Poll) -> None:
    """Add a seal after a decision that changed a sealed poll; last in the decision's transaction.

    A poll that is being sealed is waited for: its seal knows nothing of what this transaction has changed.
    """
    poll = poll_lock(poll)
    if seals_of(poll).exists():
        _write(poll, poll_digests(poll))


def seals_check() -> list[Poll]:
    """Compare the latest seal of every sealed poll with its votes; alarm the administrators; return what differs."""
    wrong = [poll for poll in sealed_polls().order_by("pk") if not _fits(poll) and _differs(poll)]
    for poll in wrong:
        logger.error("The votes of poll %s differ from its seal", poll.pk)
        seal_differs_letter_enqueue(seals_of(poll)[0])
    seals_differ_note([poll.pk for poll in wrong])
    return wrong


@transaction.atomic
def _differs(poll: Poll) -> bool:
    """Whether the seal is still wrong when no decision is under way."""
    poll = poll_lock(poll)
    seal, digests = seals_of(poll)[0], poll_digests(poll)
    if _says(seal, digests):
        return False
    if not seal.voters and not digests.voters:
        # Nobody voted, so nothing of the poll was frozen and its words may have been mended.
        _write(poll, digests)
        return False
    return True


def _fits(poll: Poll) -> bool:
    return _says(seals_of(poll)[0], poll_digests(poll))


def _says(seal: PollSeal, digests: PollDigests) -> bool:
    return PollDigests(seal.voters, seal.receipts_digest, seal.tallies_digest) == digests


def _write(poll: Poll, digests: PollDigests) -> None:
    PollSeal.objects.create(
        poll=poll, voters=digests.voters, receipts_digest=digests.receipts, tallies_digest=digests.tallies
    )
