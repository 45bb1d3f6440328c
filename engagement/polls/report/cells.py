"""What a row of the votes sheet may say of its day and settlement, so that it leads to nobody. Counts only, no reads.

Staff know who took part on which day. Where few people, or people who all chose alike, share a day and a settlement,
the two beside an answer would tell how each of them voted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from community.core.small_cells import LEAST_CELL


class Cell(NamedTuple):
    """A day of confirming and a settlement, empty where none was given."""

    day: date
    settlement: str


class Shown(NamedTuple):
    """What of a cell may be shown; ``None`` is hidden."""

    day: date | None = None
    settlement: str | None = None


@dataclass(frozen=True)
class Tally:
    """Counted votes, and how many of them chose each answer."""

    votes: int = 0
    answers: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_large(self) -> bool:
        return self.votes >= LEAST_CELL

    @property
    def is_unanimous(self) -> bool:
        """All chose the same answers: each answer was chosen by all or by none."""
        return not any(0 < chosen < self.votes for chosen in self.answers.values())

    @property
    def is_safe(self) -> bool:
        return self.is_large and not self.is_unanimous


def cells_shown(tallies: Mapping[Cell, Tally]) -> dict[Cell, Shown]:
    """What each cell of a poll may show.

    A cell that is not safe hides its settlement; where the cells of a day that do so are not safe together, their day
    too; and what is left without a day draws in the smallest group still shown, until it is safe or nothing is shown.
    """
    groups = _by_day(tallies)
    hidden: list[Cell] = []
    for shown in [shown for shown in groups if shown.settlement is None and not _is_silent(groups[shown], tallies)]:
        hidden += groups.pop(shown)
    while hidden and groups and not _is_silent(hidden, tallies):
        smallest = min(groups, key=lambda shown: (_sum(groups[shown], tallies).votes, min(groups[shown])))
        hidden += groups.pop(smallest)
    if hidden:
        groups[Shown()] = hidden
    return {cell: shown for shown, cells in groups.items() for cell in cells}


def _by_day(tallies: Mapping[Cell, Tally]) -> dict[Shown, list[Cell]]:
    groups: dict[Shown, list[Cell]] = {}
    for cell, tally in tallies.items():
        shown = Shown(*cell) if tally.is_safe else Shown(cell.day)
        groups.setdefault(shown, []).append(cell)
    return groups


def _is_silent(cells: Sequence[Cell], tallies: Mapping[Cell, Tally]) -> bool:
    """Whether cells put together tell nothing of one another.

    A large one among small ones that need no company says by being hidden that its people all chose alike.
    """
    large = [cell for cell in cells if tallies[cell].is_large]
    small = [cell for cell in cells if not tallies[cell].is_large]
    return _sum(cells, tallies).is_safe and not (len(large) == 1 and _sum(small, tallies).is_safe)


def _sum(cells: Iterable[Cell], tallies: Mapping[Cell, Tally]) -> Tally:
    votes, answers = 0, Counter[int]()
    for cell in cells:
        votes += tallies[cell].votes
        answers.update(tallies[cell].answers)
    return Tally(votes, answers)
