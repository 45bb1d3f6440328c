"""Votes in numbers, for the review: never an address, never an answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncHour
from django.utils import timezone

from community.core.small_cells import LEAST_CELL
from engagement.models import Poll
from engagement.models.vote import FlagReason, VoteState
from engagement.polls.conditions import GROUP_PARTS

# The largest groups are offered; the rest is met by a condition.
GROUPS_SHOWN = 100
HOURS = 48
TOP = 10
REASONS: dict[str, Any] = dict(FlagReason.choices)


@dataclass(frozen=True)
class HeldGroup:
    """Held votes of one reason, network and mail domain."""

    key: tuple[str, str, str]
    votes: int
    first: datetime
    last: datetime

    @property
    def reason(self) -> str:
        return str(REASONS.get(self.key[0], self.key[0]))

    @property
    def network(self) -> str:
        return self.key[1] or "—"

    @property
    def domain(self) -> str:
        return self.key[2] or "—"


@dataclass(frozen=True)
class TopLine:
    """One of the most frequent networks or domains of an hour."""

    hour: datetime
    name: str
    votes: int
    held: int


def vote_numbers(poll: Poll) -> dict[str, int]:
    """How many votes stand in which state; says nothing of what they chose."""
    return poll.votes.order_by().aggregate(**{state: Count("pk", filter=Q(state=state)) for state in VoteState.values})


def held_groups(poll: Poll) -> list[HeldGroup]:
    """The held votes of ``poll``, the largest groups first, in one query."""
    rows = poll.votes.held().order_by().values_list(*GROUP_PARTS)
    counted = rows.annotate(votes=Count("pk"), first=Min("created_at"), last=Max("created_at"))
    shown = counted.order_by("-votes", *GROUP_PARTS)[:GROUPS_SHOWN]
    return [HeldGroup((reason, network, domain), *numbers) for reason, network, domain, *numbers in shown]


def hourly_top(poll: Poll, part: str) -> list[TopLine]:
    """The ten networks or domains with the most votes in each of the last 48 hours of ``poll``, in one query.

    Never fewer than five votes: to find a burst they are not needed.
    """
    end = min(timezone.now(), poll.closes_at)
    hours: QuerySet[Any] = (
        poll.votes.filter(created_at__gt=end - timedelta(hours=HOURS))
        .exclude(**{part: ""})
        .order_by()
        .annotate(hour=TruncHour("created_at"))
        .values("hour", part)
        .annotate(votes=Count("pk"), held=Count("pk", filter=Q(state=VoteState.HELD)))
        # A mail domain of one's own names its owner, and beside open results an hour says how the owner voted.
        .filter(votes__gte=LEAST_CELL)
        .annotate(place=Window(RowNumber(), partition_by=[F("hour")], order_by=[F("votes").desc(), F(part).asc()]))
    )
    top = hours.filter(place__lte=TOP).order_by("-hour", "place")
    return [TopLine(row["hour"], row[part], row["votes"], row["held"]) for row in top]
