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
from django.db.models import Q
from django.utils import timezone

from engagement.models import Invalidation, Poll, PollEvent, Vote
from engagement.models.poll import PollQuerySet
from engagement.models.poll_journal import PollEventKind
from engagement.models.vote import VoteQuerySet
from engagement.polls.conditions import PERSONAL_PARTS

logger = logging.getLogger(__name__)

BATCH = 1000
# What of a vote leads to a person. The reference is written in the outbox beside the address.
ERASED_FIELDS = ("email", "voter_key", "network", "domain", "reference", "token_hash", "code_hash")


@dataclass(frozen=True)
class VotersForgotten:
    """One line of the report: a poll and how many of its votes lead, or led, to a person."""

    poll: Poll
    votes: int


def voters_forget(*, dry_run: bool = False) -> list[VotersForgotten]:
    """Erase what leads to voters of polls closed ``VOTER_ADDRESS_DAYS`` ago; with ``dry_run`` only count it."""
    report = []
    for poll in polls_to_forget().order_by("closes_at", "pk"):
        votes = _traceable(poll).count() if dry_run else _forget(poll)
        report.append(VotersForgotten(poll, votes))
    if report and not dry_run:
        logger.info("Erased the addresses of voters of %d polls", len(report))
    return report


def polls_to_forget() -> PollQuerySet:
    """Closed long enough ago, and not done yet."""
    limit = timezone.now() - timedelta(days=settings.VOTER_ADDRESS_DAYS)
    return Poll.objects.filter(closes_at__lt=limit, addresses_erased_at__isnull=True)


def _traceable(poll: Poll) -> VoteQuerySet:
    return poll.votes.filter(Q(email__isnull=False) | Q(voter_key__isnull=False) | ~Q(network="") | ~Q(domain=""))


def _forget(poll: Poll) -> int:
    erased = sum(_batches(poll))
    with transaction.atomic():
        for invalidation in Invalidation.objects.filter(poll=poll).select_for_update():
            kept = {name: value for name, value in invalidation.condition.items() if name not in PERSONAL_PARTS}
            Invalidation.objects.filter(pk=invalidation.pk).update(condition=kept)
        done = Poll.objects.filter(pk=poll.pk, addresses_erased_at__isnull=True)
        if done.update(addresses_erased_at=timezone.now()):
            PollEvent.objects.create(poll=poll, kind=PollEventKind.ERASED, votes=erased)
    return erased


def _batches(poll: Poll) -> Iterator[int]:
    while batch := list(_traceable(poll).order_by("pk")[:BATCH]):
        for vote in batch:
            vote.email = vote.voter_key = None
            vote.network = vote.domain = ""
            vote.reference = uuid4()
            # Unlike any digest, so that no link or code fits.
            vote.token_hash = f"erased-{vote.reference.hex}"
            vote.code_hash = ""
        yield Vote.objects.bulk_update(batch, ERASED_FIELDS)
