from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.utils.dates import MONTHS
from django.utils.text import capfirst

from home.acts.choices import ActKind, ActStatus
from home.acts.querysets import ActFacet, ActQuerySet
from home.acts.search import question_clean, question_condition

NAMES = ("kind", "status", "year", "month")
# A question that finds more is narrowed by a year or another word; so its matches are never all counted.
FOUND_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class ActFilters:
    """What a resident narrowed the register to, believing only what the register holds.

    ``known`` is false when the address names a kind, a state or a month of which there is no document.
    """

    facets: Sequence[ActFacet]
    kind: str = ""
    status: str = ""
    year: str = ""
    month: str = ""
    question: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str], facets: Sequence[ActFacet]) -> Self:
        """Read ``?kind=decision&status=in_force&year=2026&month=11&q=вода``."""
        chosen = {name: query.get(name, "") for name in NAMES}
        return cls(facets=facets, question=question_clean(query.get("q", "")), **chosen)

    @property
    def chosen(self) -> bool:
        return any((self.kind, self.status, self.year, self.month, self.question))

    @property
    def known(self) -> bool:
        if self.month and not self.year:
            return False
        return all(self._is_known(name) for name in NAMES)

    def _is_known(self, name: str) -> bool:
        value = getattr(self, name)
        return not value or any(str(getattr(facet, name)) == value for facet in self.facets)

    @property
    def count(self) -> int:
        """How many documents are left, the question aside."""
        return sum(facet.acts for facet in self.facets if self._matches(facet))

    def _matches(self, facet: ActFacet) -> bool:
        return all(getattr(self, name) in {"", str(getattr(facet, name))} for name in NAMES)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        held = {facet.kind for facet in self.facets}
        return [(value, str(capfirst(label))) for value, label in ActKind.choices if value in held]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        held = {facet.status for facet in self.facets}
        return [(value, str(capfirst(label))) for value, label in ActStatus.choices if value in held]

    @property
    def held_years(self) -> list[str]:
        """Every year of the register, newest first."""
        return [str(year) for year in sorted({facet.year for facet in self.facets}, reverse=True)]

    @property
    def years(self) -> list[tuple[str, int]]:
        """The years that hold something under the other filters, newest first, and how much."""
        return self._archive("year", replace(self, year="", month=""))

    @property
    def months(self) -> list[tuple[str, str, int]]:
        """The months of the chosen year by number, name and what each holds."""
        months = self._archive("month", replace(self, month="")) if self.year else []
        return [(value, capfirst(MONTHS[int(value)]), acts) for value, acts in months]

    def _archive(self, name: str, others: "ActFilters") -> list[tuple[str, int]]:
        held: dict[int, int] = {}
        for facet in filter(others._matches, self.facets):
            part = getattr(facet, name)
            held[part] = held.get(part, 0) + facet.acts
        return [(str(part), acts) for part, acts in sorted(held.items(), reverse=True)]

    @property
    def month_name(self) -> str:
        return str(MONTHS[int(self.month)]) if self.month and self.known else ""

    def apply(self, acts: ActQuerySet) -> ActQuerySet:
        """Narrow ``acts`` by everything but the question."""
        if not self.count or not self.known:
            return acts.none()
        if self.kind:
            acts = acts.filter(kind=self.kind)
        if self.status:
            acts = acts.filter(effective_status=self.status)
        return acts.filter(listed_on__range=self._days()) if self.year else acts

    def _days(self) -> tuple[date, date]:
        """The first and the last day of the year or month; a range, which an index serves."""
        year, first, last = int(self.year), int(self.month or 1), int(self.month or 12)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])

    def found(self, acts: ActQuerySet) -> list[int]:
        """Keys of what the question finds among ``acts``, in their order, at most so many."""
        condition = question_condition(self.question)
        return list(acts.filter(condition).values_list("pk", flat=True)[:FOUND_AT_MOST]) if condition else []
