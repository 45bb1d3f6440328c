"""The votes sheet: one row a counted vote of polls whose results are open, with what it may show of its day."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count, F, Value
from django.db.models.functions import SHA256, Concat
from django.db.models.query import ModelIterable
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core.exports.sheets import CHUNK_SIZE
from community.core.local_time import day_of, local_day
from engagement.models import Poll, Vote, VoteChoice
from engagement.models.vote import VoteQuerySet, VoteState
from engagement.polls.report.cells import Cell, Shown, Tally, cells_shown
from engagement.polls.selectors import results_visible

ORDER_PURPOSE = "engagement.votes-sheet.order"
HIDDEN = _("hidden")
NOT_GIVEN = _("not given")


def polls_with_open_results() -> list[int]:
    """Return the keys of polls whose promise lets everybody see the results; staff are bound by it too."""
    return [poll.pk for poll in Poll.objects.all() if results_visible(poll, voted=False)]


def vote_rows(polls: Collection[int]) -> VoteQuerySet:
    """The counted votes of ``polls``, each with its ``answers`` and ``shown``; the caller asks the promise first."""
    shown = ("settlement", "confirmed_at", "poll__question", "poll__asks_settlement")
    votes = Vote.objects.confirmed().filter(poll__in=polls).select_related("poll").only(*shown)
    votes = votes.order_by(*sheet_order())
    votes._iterable_class = VoteRows
    return votes


class KeyedOrder(SHA256):
    """SHA-256 by what PostgreSQL itself has: Django would ask for an extension."""

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="SHA256(CONVERT_TO(%(expressions)s, 'UTF8'))", **extra)


def sheet_order() -> tuple[Any, ...]:
    """By poll, then by a secret: the order of receipts is public, and participation has an order of its own."""
    secret = salted_hmac(ORDER_PURPOSE, "", algorithm="sha256").hexdigest()
    return "-poll_id", KeyedOrder(Concat(F("receipt_hash"), Value(secret)))


class VoteRows(ModelIterable):
    """Votes with their answers and what each may show, read a chunk at a time, however many polls there are."""

    def __iter__(self) -> Iterator[Any]:
        known: dict[int, Mapping[Cell, Shown]] = {}
        votes = super().__iter__()
        while chunk := list(islice(votes, CHUNK_SIZE)):
            known |= polls_cells({vote.poll_id for vote in chunk} - known.keys())
            answers = votes_answers([vote.pk for vote in chunk])
            for vote in chunk:
                vote.answers = answers.get(vote.pk, [])
                # A vote counted since the cells were counted shows nothing.
                vote.shown = known[vote.poll_id].get(Cell(local_day(vote.confirmed_at), vote.settlement), Shown())
                yield vote


def votes_answers(votes: Collection[int]) -> dict[int, list[str]]:
    """The answers of each vote in the order of the poll, as text alone: objects would take ten times the memory."""
    answers: dict[int, list[str]] = {}
    chosen = VoteChoice.objects.filter(vote__in=votes).order_by("option__sort_order", "option_id")
    for vote, text in chosen.values_list("vote_id", "option__text"):
        answers.setdefault(vote, []).append(text)
    return answers


def polls_cells(polls: Collection[int]) -> dict[int, Mapping[Cell, Shown]]:
    """What the cells of each poll may show, in two queries altogether."""
    if not polls:
        return {}
    votes: dict[int, dict[Cell, int]] = {poll: {} for poll in polls}
    answers: dict[tuple[int, Cell], dict[int, int]] = {}
    counted = Vote.objects.confirmed().filter(poll__in=polls).annotate(day=day_of("confirmed_at")).order_by()
    for poll, day, settlement, number in counted.values_list("poll", "day", "settlement").annotate(Count("pk")):
        votes[poll][Cell(day, settlement)] = number
    chosen = VoteChoice.objects.filter(vote__poll__in=polls, vote__state=VoteState.CONFIRMED).order_by()
    chosen = chosen.annotate(day=day_of("vote__confirmed_at"))
    by_answer = chosen.values_list("vote__poll", "day", "vote__settlement", "option").annotate(Count("pk"))
    for poll, day, settlement, option, number in by_answer:
        answers.setdefault((poll, Cell(day, settlement)), {})[option] = number
    return {
        poll: cells_shown({cell: Tally(number, answers.get((poll, cell), {})) for cell, number in cells.items()})
        for poll, cells in votes.items()
    }


def answers_text(vote: Any) -> str:
    return " | ".join(vote.answers)


def day_shown(vote: Any) -> date | Promise:
    return vote.shown.day or HIDDEN


def settlement_shown(vote: Any) -> str | Promise:
    """The settlement, or why there is none; empty in polls that do not ask for it."""
    if vote.shown.settlement:
        return str(vote.shown.settlement)
    if not vote.poll.asks_settlement:
        return ""
    return HIDDEN if vote.shown.settlement is None else NOT_GIVEN
