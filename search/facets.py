"""By what the results can be narrowed, and how many are left then."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.engines.conditions import Limits
from search.finding import Row
from search.kinds import KINDS

# More choices than that help nobody.
OFFERED = 12


@dataclass(frozen=True)
class Choice:
    value: str
    label: str | Promise
    # None when there are too many to count.
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One property of results with the values they have."""

    name: str
    label: str | Promise
    choices: Sequence[Choice]
    chosen: bool


def narrowed(rows: Iterable[Row], limits: Limits, besides: str = "") -> list[Row]:
    """The rows within ``limits``, the one named ``besides`` left out of account."""
    held = {name: value for name, value in vars(limits).items() if value and name != besides}
    return [row for row in rows if all(getattr(row, name) == value for name, value in held.items())]


def facets(rows: Sequence[Row], limits: Limits, *, counted: bool) -> list[Facet]:
    """Those that part the results; a chosen one always, so that it can be taken back."""
    offered = [
        _facet("kind", _("Type"), rows, limits, counted, _kinds),
        _facet("category", _("Category"), rows, limits, counted, _most_common),
        _facet("year", _("Year"), rows, limits, counted, _latest),
    ]
    return [facet for facet in offered if facet.chosen or len(facet.choices) > 1]


def _facet(
    name: str,
    label: str | Promise,
    rows: Sequence[Row],
    limits: Limits,
    counted: bool,
    order: "Callable[[Counter[str]], list[str]]",
) -> Facet:
    chosen = str(getattr(limits, name) or "")
    counts = Counter(str(value) for row in narrowed(rows, limits, name) if (value := getattr(row, name)))
    if chosen:
        counts.setdefault(chosen, 0)
    values = order(counts)[:OFFERED]
    if chosen and chosen not in values:
        values.append(chosen)
    choices = [
        Choice(
            value,
            KINDS.get(value, value) if name == "kind" else value,
            counts[value] if counted else None,
            value == chosen,
        )
        for value in values
    ]
    return Facet(name, label, choices, bool(chosen))


def _kinds(counts: "Counter[str]") -> list[str]:
    return [kind for kind in KINDS if kind in counts]


def _most_common(counts: "Counter[str]") -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def _latest(counts: "Counter[str]") -> list[str]:
    return sorted(counts, reverse=True)
