"""What a row of the votes sheet may say of its day and settlement: nothing that leads to a person."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.core.small_cells import LEAST_CELL, small_cells_merge
from engagement.polls.report.cells import Cell, Shown, Tally, cells_shown

MONDAY = date(2026, 11, 9)
TUESDAY = MONDAY + timedelta(days=1)
PARK, SQUARE = 1, 2

cells = st.builds(
    Cell,
    st.integers(0, 4).map(lambda days: MONDAY + timedelta(days=days)),
    st.sampled_from(["", "Яснобрід", "Ґанки", "Об’їзд"]),
)
# The votes of a cell, each a set of answers.
ballots = st.lists(st.frozensets(st.integers(1, 3), min_size=1, max_size=2), min_size=1, max_size=12)
polls = st.dictionaries(cells, ballots, max_size=14)


def tally(votes: list[frozenset[int]]) -> Tally:
    return Tally(len(votes), {option: sum(option in vote for vote in votes) for option in (1, 2, 3)})


def shown_of(poll: dict[Cell, list[frozenset[int]]]) -> dict[Cell, Shown]:
    return cells_shown({cell: tally(votes) for cell, votes in poll.items()})


def rows_of(poll: dict[Cell, list[frozenset[int]]]) -> dict[Shown, list[frozenset[int]]]:
    """The votes sheet: what stands beside each answer, and the answers it stands beside."""
    rows: dict[Shown, list[frozenset[int]]] = defaultdict(list)
    for cell, shown in shown_of(poll).items():
        rows[shown] += poll[cell]
    return rows


@settings(deadline=None)
@given(polls)
def test_whatever_is_shown_stands_beside_five_votes_that_differ(poll: dict[Cell, list[frozenset[int]]]) -> None:
    for shown, votes in rows_of(poll).items():
        if shown != Shown():
            assert len(votes) >= LEAST_CELL
            assert len(set(votes)) > 1


@settings(deadline=None)
@given(polls)
def test_what_is_left_without_a_day_is_as_safe_or_is_everything(poll: dict[Cell, list[frozenset[int]]]) -> None:
    rows = rows_of(poll)
    hidden = rows.pop(Shown(), [])
    if hidden and rows:
        assert len(hidden) >= LEAST_CELL
        assert len(set(hidden)) > 1


@settings(deadline=None)
@given(polls)
def test_no_vote_is_lost_and_none_moves_to_another_day_or_settlement(poll: dict[Cell, list[frozenset[int]]]) -> None:
    shown = shown_of(poll)
    assert shown.keys() == poll.keys()
    for cell, label in shown.items():
        assert label.day in (None, cell.day)
        assert label.settlement in (None, cell.settlement)
        assert label.day or label.settlement is None
    assert sum(map(len, rows_of(poll).values())) == sum(map(len, poll.values()))


@settings(deadline=None)
@given(polls, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(poll: dict[Cell, list[frozenset[int]]], random: Random) -> None:
    shuffled = list(poll.items())
    random.shuffle(shuffled)
    assert shown_of(dict(shuffled)) == shown_of(poll)


@settings(deadline=None)
@given(polls)
def test_a_large_cell_hidden_beside_small_ones_does_not_say_that_it_was_unanimous(
    poll: dict[Cell, list[frozenset[int]]],
) -> None:
    """Small cells that are safe together need no company: one large cell with them would be there for one reason."""
    together: dict[Shown, list[Cell]] = defaultdict(list)
    for cell, shown in shown_of(poll).items():
        together[shown].append(cell)
    everything_is_hidden = together.keys() <= {Shown()}
    for shown, members in together.items():
        large = [cell for cell in members if len(poll[cell]) >= LEAST_CELL]
        small = [vote for cell in members if len(poll[cell]) < LEAST_CELL for vote in poll[cell]]
        if shown.settlement is None and len(large) == 1 and not everything_is_hidden:
            assert len(small) < LEAST_CELL or len(set(small)) == 1


def counts(park: int, square: int = 0) -> Tally:
    return Tally(park + square, {PARK: park, SQUARE: square})


def test_a_settlement_with_few_votes_is_hidden_and_the_day_stays_while_it_is_safe() -> None:
    shown = cells_shown(
        {
            Cell(MONDAY, "Яснобрід"): counts(6, 3),
            Cell(MONDAY, "Ґанки"): counts(3, 1),
            Cell(MONDAY, "Об’їзд"): counts(0, 2),
        }
    )
    assert shown[Cell(MONDAY, "Яснобрід")] == Shown(MONDAY, "Яснобрід")
    assert shown[Cell(MONDAY, "Ґанки")] == shown[Cell(MONDAY, "Об’їзд")] == Shown(MONDAY)


def test_people_of_one_day_who_all_chose_alike_are_not_given_away_by_their_day() -> None:
    shown = cells_shown(
        {Cell(MONDAY, ""): counts(9), Cell(TUESDAY, ""): counts(6, 5), Cell(TUESDAY, "Ґанки"): counts(1, 6)}
    )
    assert shown[Cell(MONDAY, "")] == Shown()
    # The smallest of the others goes with it: nine votes for one answer would still be nine votes for one answer.
    assert shown[Cell(TUESDAY, "Ґанки")] == Shown()
    assert shown[Cell(TUESDAY, "")] == Shown(TUESDAY, "")


@pytest.mark.parametrize("tallies", [{}, {Cell(MONDAY, ""): counts(2, 2)}, {Cell(MONDAY, ""): counts(40)}])
def test_in_a_poll_too_small_or_of_one_mind_everything_is_hidden(tallies: dict[Cell, Tally]) -> None:
    assert set(cells_shown(tallies).values()) <= {Shown()}


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=3), st.integers(1, 30)), st.integers(0, 9))
def test_the_sum_of_turnout_gives_no_small_number_away(numbers: dict[str, int], others: int) -> None:
    shown, hidden = small_cells_merge(numbers, others)
    assert sum(number for _name, number in shown) + hidden == sum(numbers.values()) + others
    assert all(number >= LEAST_CELL for _name, number in shown)
    assert hidden == 0 or hidden >= LEAST_CELL or not shown
    assert small_cells_merge(dict(reversed(numbers.items())), others) == (shown, hidden)
