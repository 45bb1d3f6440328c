"""What leads from a vote to a person leaves some days after the poll closed; votes, answers and numbers stay.

Everything goes in batches of one transaction each: a run that was cut short is continued by the next.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from community.core.local_time import day_begin, local_day
from community.messaging.retention import messages_about, messages_about_erase
from engagement.models import Invalidation, Poll, PollEvent, Vote
from engagement.models.poll import PollQuerySet
from engagement.models.poll_journal import PollEventKind
from engagement.models.vote import VoteQuerySet
from engagement.polls.conditions import PERSONAL_PARTS
from engagement.polls.letters import letters_about

logger = logging.getLogger(__name__)

BATCH = 1000
# Unlike any digest, so that no link fits.
ERASED_TOKEN = "erased-"  # noqa: S105 - takes the place of a digest and opens nothing
# To the second they stand in the web server's log as well, beside a visitor's address. The day is kept for the numbers.
TIMES = ("created_at", "confirmed_at", "cancelled_at", "expires_at")
# What of a vote leads to a person. The reference is written in the outbox beside the address.
ERASED_FIELDS = ("email", "voter_key", "network", "domain", "reference", "token_hash", "code_hash", *TIMES)


@dataclass(frozen=True)
class VotersForgotten:
    """One line of the report: a poll, and how many of its votes and letters lead, or led, to a person."""

    poll: Poll
    votes: int
    letters: int


def voters_forget(*, dry_run: bool = False) -> list[VotersForgotten]:
    """Erase what leads to voters of polls closed ``VOTER_ADDRESS_DAYS`` ago; with ``dry_run`` only count it."""
    polls = polls_to_forget().order_by("closes_at", "pk")
    report = [_count(poll) if dry_run else _forget(poll) for poll in polls]
    if report and not dry_run:
        logger.info("Erased the addresses of voters of %d polls", len(report))
    return report


def polls_to_forget() -> PollQuerySet:
    """Closed long enough ago, and not done yet."""
    limit = timezone.now() - timedelta(days=settings.VOTER_ADDRESS_DAYS)
    return Poll.objects.filter(closes_at__lt=limit, addresses_erased_at__isnull=True)


def _traceable(poll: Poll) -> VoteQuerySet:
    return poll.votes.exclude(token_hash__startswith=ERASED_TOKEN)


def _count(poll: Poll) -> VotersForgotten:
    letters = messages_about([letters_about(poll)]).count()
    references = [str(reference) for reference in _traceable(poll).values_list("reference", flat=True)]
    for start in range(0, len(references), BATCH):
        letters += messages_about(references[start : start + BATCH]).count()
    return VotersForgotten(poll, len(references), letters)


def _forget(poll: Poll) -> VotersForgotten:
    votes = letters = 0
    for forgotten in _batches(poll):
        votes += forgotten.votes
        letters += forgotten.letters
    return VotersForgotten(poll, votes, letters + _poll_finish(poll))


def _batches(poll: Poll) -> Iterator[VotersForgotten]:
    while (forgotten := _batch_forget(poll)).votes:
        yield forgotten


@transaction.atomic
def _batch_forget(poll: Poll) -> VotersForgotten:
    batch = list(_traceable(poll).select_for_update(of=("self",)).order_by("pk")[:BATCH])
    letters = messages_about_erase(about=[str(vote.reference) for vote in batch])
    for vote in batch:
        _vote_strip(vote)
    Vote.objects.bulk_update(batch, ERASED_FIELDS)
    return VotersForgotten(poll, len(batch), letters)


def _vote_strip(vote: Vote) -> None:
    vote.email = vote.voter_key = None
    vote.network = vote.domain = ""
    vote.reference = uuid4()
    vote.token_hash, vote.code_hash = f"{ERASED_TOKEN}{vote.reference.hex}", ""
    for name in TIMES:
        moment = getattr(vote, name)
        setattr(vote, name, moment and day_begin(local_day(moment)))


@transaction.atomic
def _poll_finish(poll: Poll) -> int:
    """What stands beside the votes, and last the mark that all is done; how many letters were erased."""
    letters = messages_about_erase(about=[letters_about(poll)])
    for invalidation in Invalidation.objects.filter(poll=poll).select_for_update(of=("self",)):
        kept = {name: value for name, value in invalidation.condition.items() if name not in PERSONAL_PARTS}
        Invalidation.objects.filter(pk=invalidation.pk).update(condition=kept)
    done = Poll.objects.filter(pk=poll.pk, addresses_erased_at__isnull=True)
    if done.update(addresses_erased_at=timezone.now()):
        # Of all runs together, should one have been cut short.
        erased = poll.votes.filter(token_hash__startswith=ERASED_TOKEN).count()
        PollEvent.objects.create(poll=poll, kind=PollEventKind.ERASED, votes=erased)
    return letters
