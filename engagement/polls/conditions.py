"""By what votes are picked for a decision. Never by an address or an answer: nothing may join the two."""

from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Q

from engagement.models import Poll
from engagement.models.vote import VoteQuerySet


class Condition(TypedDict, total=False):
    """What must all be true of a vote; JSON types. Times are in ISO 8601, the end is not included."""

    network: str
    domain: str
    flag_reason: str
    cast_from: str
    cast_until: str


LOOKUPS = {
    "network": "network",
    "domain": "domain",
    "flag_reason": "flag_reason",
    "cast_from": "created_at__gte",
    "cast_until": "created_at__lt",
}
# What leads to persons and leaves with retention.
PERSONAL_PARTS = ("network", "domain")


def condition_make(**values: Any) -> Condition:
    """The condition of what was filled in."""
    unknown = values.keys() - LOOKUPS.keys()
    if unknown:
        raise ValueError(f"Not a part of a condition: {', '.join(sorted(unknown))}")
    filled = {name: value for name, value in values.items() if value}
    return Condition(**{name: _json(value) for name, value in filled.items()})  # type: ignore[typeddict-item]  # checked above


def votes_meeting(poll: Poll, condition: Condition) -> VoteQuerySet:
    """The votes of ``poll``, in any state, that meet every part; an empty condition meets none."""
    if not condition:
        return poll.votes.none()
    parts = Q()
    for name, value in condition.items():
        parts &= Q(**{LOOKUPS[name]: datetime.fromisoformat(str(value)) if name.startswith("cast_") else value})
    return poll.votes.filter(parts)


def _json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
