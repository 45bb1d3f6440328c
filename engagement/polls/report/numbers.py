"""What a report says in numbers: letters and votes by state, and turnout where it leads to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from community.core.local_time import day_of
from community.core.small_cells import small_cells_merge
from engagement.models import Poll, PollEvent, PollSeal
from engagement.polls.integrity import Numbers, poll_numbers, public_events, seals_of
from engagement.polls.selectors import PollResults, results_for_staff


@dataclass(frozen=True)
class Turnout:
    """Counted votes by day and by settlement, each apart and without answers; small cells are in the hidden number."""

    days: Sequence[tuple[date, int]]
    days_hidden: int
    settlements: Sequence[tuple[str, int]]
    settlements_hidden: int


@dataclass(frozen=True)
class PollReport:
    """Everything on the one page. ``results`` is ``None`` while the promise hides them."""

    poll: Poll
    numbers: Numbers
    turnout: Turnout
    results: PollResults | None
    events: Sequence[PollEvent]
    seals: Sequence[PollSeal]


def poll_report(poll: Poll) -> PollReport:
    """The report of ``poll`` as the database has it now."""
    return PollReport(
        poll=poll,
        numbers=poll_numbers(poll).total,
        turnout=poll_turnout(poll),
        results=results_for_staff(poll),
        events=list(public_events(poll)),
        seals=list(seals_of(poll)),
    )


def poll_turnout(poll: Poll) -> Turnout:
    """How many counted votes each day and each settlement have; days in their order, settlements from the largest."""
    counted = poll.votes.confirmed().order_by()
    by_day = counted.annotate(day=day_of("confirmed_at")).values_list("day").annotate(Count("pk"))
    days, days_hidden = small_cells_merge(dict(by_day))
    by_settlement = counted.values_list("settlement").annotate(Count("pk")) if poll.asks_settlement else ()
    settlements, settlements_hidden = small_cells_merge(dict(by_settlement))
    return Turnout(sorted(days), days_hidden, settlements, settlements_hidden)
