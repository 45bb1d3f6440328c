"""By what votes are picked for a decision. Never by an address or an answer: nothing may join the two."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Q

from engagement.models import Poll
from engagement.models.vote import VoteQuerySet

# The reason it is held, the network, the mail domain.
Group = Sequence[str]


class Condition(TypedDict, total=False):
    """What must all be true of a vote; JSON types. Times are in ISO 8601, the end is not included.

    ``groups``: the vote is in one of them.
    """

    network: str
    domain: str
    flag_reason: str
    cast_from: str
    cast_until: str
    groups: list[list[str]]


LOOKUPS = {
    "network": "network",
    "domain": "domain",
    "flag_reason": "flag_reason",
    "cast_from": "created_at__gte",
    "cast_until": "created_at__lt",
}
GROUP_PARTS = ("flag_reason", "network", "domain")
# What leads to persons and leaves with retention.
PERSONAL_PARTS = ("network", "domain", "groups")


def condition_make(*, groups: Sequence[Group] = (), **values: Any) -> Condition:
    """The condition of what was filled in."""
    unknown = values.keys() - LOOKUPS.keys()
    if unknown:
        raise ValueError(f"Not a part of a condition: {', '.join(sorted(unknown))}")
    filled = {name: _json(value) for name, value in values.items() if value}
    if groups:
        return Condition(**filled, groups=[list(group) for group in groups])  # type: ignore[typeddict-item]  # checked above
    return Condition(**filled)  # type: ignore[typeddict-item]  # checked above


def votes_meeting(poll: Poll, condition: Condition) -> VoteQuerySet:
    """The votes of ``poll``, in any state, that meet every part; an empty condition meets none."""
    return poll.votes.filter(condition_query(condition)) if condition else poll.votes.none()


def condition_query(condition: Condition) -> Q:
    """The condition, which is not empty, in terms of the database."""
    query = Q()
    for name, value in condition.items():
        query &= _groups_query(condition["groups"]) if name == "groups" else Q(**{LOOKUPS[name]: _sql(name, value)})
    return query


def condition_digest(condition: Condition) -> str:
    """Short, the same for the same condition: by it a form knows that what was seen is what is decided."""
    return hashlib.sha256(json.dumps(condition, sort_keys=True).encode()).hexdigest()[:16]


def _groups_query(groups: Sequence[Group]) -> Q:
    query = Q()
    for group in groups:
        query |= Q(**dict(zip(GROUP_PARTS, group, strict=True)))
    return query


def _sql(name: str, value: object) -> object:
    return datetime.fromisoformat(str(value)) if name.startswith("cast_") else value


def _json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
