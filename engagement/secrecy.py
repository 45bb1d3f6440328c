"""Keeps a choice from being matched with an address through the day of voting, which participation shows exactly."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from engagement.models import Poll, Vote
from engagement.selectors import results_visible

# A day is shown only if at least so many voted on it, and hidden days together hold as many.
CROWD = 5


def polls_with_open_results() -> list[int]:
    """Return the keys of polls whose promise lets everybody see the results; staff are bound by it too."""
    return [poll.pk for poll in Poll.objects.all() if results_visible(poll, voted=False)]


def hidden_days(polls: Iterable[int]) -> dict[int, list[date]]:
    """Return, for each of ``polls``, the days of voting that its register of choices must not name."""
    counted_on = TruncDate("confirmed_at", tzinfo=timezone.get_default_timezone())
    votes = Vote.objects.confirmed().filter(poll__in=list(polls)).order_by()
    voters: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for poll, day, count in votes.values_list("poll", counted_on).annotate(Count("pk")):
        voters[poll].append((count, day))
    return {poll: thin_days(days) for poll, days in voters.items()}


def thin_days(days: list[tuple[int, date]]) -> list[date]:
    """Choose, from (voters, day), every day below the crowd, and more until the hidden ones are a crowd together."""
    hidden: list[date] = []
    total = 0
    for voters, day in sorted(days):
        if voters >= CROWD and (total == 0 or total >= CROWD):
            break
        hidden.append(day)
        total += voters
    return hidden


def on_hidden_day(polls: Iterable[int], prefix: str) -> Q:
    """Build the condition for a choice whose annotated day ``prefix`` falls on a hidden day of its poll."""
    condition = Q(pk__in=[])
    for poll, days in hidden_days(polls).items():
        condition |= Q(**{"option__poll": poll, f"{prefix}__in": days})
    return condition
