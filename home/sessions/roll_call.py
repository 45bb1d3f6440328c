"""Roll-call votes as text: what is pasted or uploaded becomes lines «прізвище;за», or is refused by its row."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from community.core.exports.cells import clean_text
from community.core.text.lemmas import normalise
from home.sessions.choices import Vote

DELIMITER = ";"
DELIMITERS = ("\t", ";", ",")
NAME_LENGTH = 150
# More than any council has.
ROWS = 300
# So many rows are named at once; a wrong column makes every row wrong.
ERRORS_SHOWN = 8

# In the spelling of `normalise`.
WORDS = {
    Vote.FOR: ("за",),
    Vote.AGAINST: ("проти",),
    Vote.ABSTAINED: ("утримався", "утрималась", "утрималася", "утримались", "утрималися", "утримавсь", "утримання"),
    Vote.SILENT: ("не голосував", "не голосувала", "не голосували"),
    Vote.ABSENT: ("відсутній", "відсутня", "відсутні", "був відсутній", "була відсутня"),
}
VOTES = {word: vote for vote, words in WORDS.items() for word in words}
# Of the first row, if it is a heading.
HEADINGS = {"голос", "голосування", "результат", "результат голосування", "рішення", "вибір", "як голосував"}


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one deputy voted."""

    deputy: str
    vote: Vote


@dataclass(frozen=True, slots=True)
class RollCall:
    """A vote by name: what could be read, and what could not, by row."""

    ballots: Sequence[Ballot] = ()
    errors: Sequence[str] = ()

    @property
    def totals(self) -> list[tuple[Vote, int]]:
        counted = Counter(ballot.vote for ballot in self.ballots)
        return [(vote, counted[vote]) for vote in Vote]

    @property
    def text(self) -> str:
        """The canonical form, which reads back as the same."""
        lines = StringIO(newline="")
        rows = ([ballot.deputy, Vote(ballot.vote).label] for ballot in self.ballots)
        csv.writer(lines, delimiter=DELIMITER, lineterminator="\n").writerows(rows)
        return lines.getvalue()


def roll_call(text: str) -> RollCall:
    """Read a pasted table: one deputy a line, cells parted by tabs, semicolons or commas."""
    delimiter = next((sign for sign in DELIMITERS if sign in text), DELIMITER)
    # Each line alone, so that one stray quotation mark does not swallow those after it.
    return roll_call_of_rows(_cells(line, delimiter) for line in text.splitlines())


def roll_call_of_rows(rows: Iterable[Sequence[str]]) -> RollCall:
    """Read rows of cells; every row is either understood or named with its number."""
    ballots: list[Ballot] = []
    errors: list[str] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        cells = [cell for cell in (" ".join(clean_text(cell).split()) for cell in row) if cell]
        if not cells or (not ballots and not errors and _is_heading(cells)):
            continue
        if len(ballots) >= ROWS:
            return RollCall((), [_("There are more than %d rows: this is not a table of one vote.") % ROWS])
        ballot, error = _ballot(number, cells, seen)
        if ballot:
            ballots.append(ballot)
        else:
            errors.append(error)
    return RollCall(ballots, errors)


def errors_text(errors: Sequence[str]) -> list[str]:
    """The errors to show: the first ones, and how many more there are."""
    left = len(errors) - ERRORS_SHOWN
    return [*errors[:ERRORS_SHOWN], *([_("And so in %d more rows.") % left] if left > 0 else [])]


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def _is_heading(cells: Sequence[str]) -> bool:
    return normalise(cells[-1]) in HEADINGS


def _ballot(number: int, cells: list[str], seen: dict[str, int]) -> tuple[Ballot | None, str]:
    """The vote of one row, or why it is none; ``seen`` remembers in which row each deputy was."""
    if len(cells) == 3 and cells[0].rstrip(".").isdecimal():
        cells = cells[1:]
    if len(cells) != 2:
        return None, _("Row %(row)d: a name and a vote are needed, here is “%(text)s”.") % {
            "row": number,
            "text": f"{DELIMITER} ".join(cells)[:NAME_LENGTH],
        }
    name, word = cells
    vote = VOTES.get(normalise(word))
    if vote is None:
        return None, _(
            "Row %(row)d, %(name)s: “%(word)s” is no vote. Write: за, проти, утримався, не голосував, відсутній."
        ) % {"row": number, "name": name[:NAME_LENGTH], "word": word[:NAME_LENGTH]}
    if len(name) > NAME_LENGTH:
        return None, _("Row %(row)d: the name is longer than %(length)d characters.") % {
            "row": number,
            "length": NAME_LENGTH,
        }
    first = seen.setdefault(normalise(name), number)
    if first != number:
        return None, _("Row %(row)d: %(name)s is already in row %(first)d.") % {
            "row": number,
            "name": name,
            "first": first,
        }
    return Ballot(name, vote), ""
