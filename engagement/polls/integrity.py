"""What everybody may know of a poll beside its results: numbers by day, public lines, receipts, seals."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from community.core.local_time import day_begin, day_of, today
from engagement.models import Poll, PollEvent, PollSeal, Vote
from engagement.models.poll import PollQuerySet
from engagement.models.vote import VoteQuerySet, VoteState
from engagement.polls.digests import counted_receipts

RECEIPTS_PER_PAGE = 200


@dataclass(frozen=True)
class Numbers:
    """Letters that left, and what became of the votes they belong to: each vote is in one of the other numbers."""

    letters: int = 0
    confirmed: int = 0
    waiting: int = 0
    expired: int = 0
    held: int = 0
    invalidated: int = 0
    cancelled: int = 0


NAMES = [field.name for field in fields(Numbers)]


@dataclass(frozen=True)
class PollNumbers:
    """The numbers of a poll by the Kyiv day a vote was sent on, and their sums."""

    days: dict[date, Numbers]
    total: Numbers


@dataclass(frozen=True)
class ReceiptsPage:
    """Some hashes of the public list in their order; ``next_key`` is empty on the last page."""

    hashes: list[str]
    next_key: str


@dataclass(frozen=True)
class Place:
    """Where a vote stands in the public list, counted from one."""

    number: int
    total: int


def poll_numbers(poll: Poll) -> PollNumbers:
    """Count by day, in two queries: the votes that are, and what is kept of those that were erased."""
    by_day: dict[date, list[Numbers]] = {}
    for day, numbers in _votes_by_day(poll):
        by_day.setdefault(day, []).append(numbers)
    for gone in poll.days.all():
        erased = Numbers(letters=gone.letters, expired=gone.expired, cancelled=gone.cancelled)
        by_day.setdefault(gone.day, []).append(erased)
    days = {day: _sum(parts) for day, parts in sorted(by_day.items())}
    return PollNumbers(days, _sum(days.values()))


def public_events(poll: Poll) -> QuerySet[PollEvent]:
    """The public lines about a poll, without who did what."""
    return poll.events.select_related("invalidation").defer("actor", "invalidation__condition")


def seals_of(poll: Poll) -> QuerySet[PollSeal]:
    """The seals of a closed poll, the latest first; none while it runs.

    A poll without votes can be opened again: what was sealed before its end is no seal of it.
    """
    seals = poll.seals.order_by("-pk")
    return seals.filter(sealed_at__gte=poll.closes_at) if poll.is_closed else seals.none()


def sealed_polls() -> PollQuerySet:
    """Closed polls that have a seal."""
    return Poll.objects.filter(_has_seal(), closes_at__lte=timezone.now())


def polls_to_seal(*, closed_before: datetime) -> PollQuerySet:
    """Polls that closed by then and have no seal yet."""
    return Poll.objects.filter(~_has_seal(), closes_at__lte=closed_before)


def listed_receipts(poll: Poll) -> VoteQuerySet:
    """The votes of the public list, in its order: the counted ones once sealed, before that all that were confirmed.

    While the poll runs the list grows at midnight only: whoever watched list and results together, minute by minute,
    would learn what stands behind each hash.
    """
    if seals_of(poll).exists():
        return counted_receipts(poll)
    settled = poll.votes.settled()
    if not poll.is_closed:
        settled = settled.filter(confirmed_at__lt=day_begin(today()))
    return settled.order_by("receipt_hash")


def receipts_page(poll: Poll, *, after: str = "") -> ReceiptsPage:
    """The hashes of the list that come after ``after``."""
    listed = listed_receipts(poll).filter(receipt_hash__gt=after)
    found = [str(one) for one in listed.values_list("receipt_hash", flat=True)[: RECEIPTS_PER_PAGE + 1]]
    hashes = found[:RECEIPTS_PER_PAGE]
    return ReceiptsPage(hashes, hashes[-1] if len(found) > RECEIPTS_PER_PAGE else "")


def receipt_place(vote: Vote) -> Place | None:
    """Where ``vote`` stands in the list, if it is there already."""
    listed = listed_receipts(vote.poll)
    if not listed.filter(pk=vote.pk).exists():
        return None
    return Place(listed.filter(receipt_hash__lte=vote.receipt_hash).count(), listed.count())


def _votes_by_day(poll: Poll) -> Iterator[tuple[date, Numbers]]:
    now = timezone.now()
    states = {
        "confirmed": Q(state=VoteState.CONFIRMED),
        "waiting": Q(state=VoteState.PENDING, expires_at__gt=now),
        "expired": Q(state=VoteState.PENDING, expires_at__lte=now),
        "held": Q(state=VoteState.HELD),
        "invalidated": Q(state=VoteState.INVALIDATED),
        "cancelled": Q(state=VoteState.CANCELLED),
    }
    counts = {name: Count("pk", filter=condition) for name, condition in states.items()}
    for row in poll.votes.order_by().values(day=day_of("created_at")).annotate(letters=Sum("letters_sent"), **counts):
        yield row["day"], Numbers(**{name: row[name] for name in NAMES})


def _sum(numbers: Iterable[Numbers]) -> Numbers:
    rows = [asdict(row) for row in numbers]
    return Numbers(**{name: sum(row[name] for row in rows) for name in NAMES})


def _has_seal() -> Exists:
    return Exists(PollSeal.objects.filter(poll=OuterRef("pk"), sealed_at__gte=OuterRef("closes_at")))
