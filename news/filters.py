from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self, TypeVar

from django.utils.dates import MONTHS

from news.querysets import DatedQuerySet, Facet

Pages = TypeVar("Pages", bound=DatedQuerySet)


@dataclass(frozen=True, slots=True)
class ListFilters:
    """What a resident narrowed a list of dated pages to, believing only what the list holds.

    ``known`` is false when the address names a category, a year or a month of which there is no page.
    """

    facets: Sequence[Facet]
    slug: str
    year: str
    month: str

    @classmethod
    def from_query(cls, query: Mapping[str, str], facets: Sequence[Facet]) -> Self:
        """Read ``?category=slug&year=2026&month=11``."""
        return cls(facets, query.get("category", ""), query.get("year", ""), query.get("month", ""))

    @property
    def chosen(self) -> bool:
        return bool(self.slug or self.year or self.month)

    @property
    def known(self) -> bool:
        category_known = not self.slug or any(facet.slug == self.slug for facet in self.facets)
        year_known = not self.year or self.year in map(str, self.years)
        # A month means nothing without its year.
        month_known = not self.month or self.month in map(str, self.months)
        return category_known and year_known and month_known

    @property
    def category_name(self) -> str:
        return next((facet.name for facet in self.facets if facet.slug == self.slug), "")

    @property
    def categories(self) -> dict[str, str]:
        """Names of the categories by their slugs, in the order of the names."""
        return {facet.slug: facet.name for facet in self.facets if facet.slug}

    @property
    def years(self) -> list[int]:
        """The years of the list, newest first."""
        return sorted({facet.year for facet in self.facets}, reverse=True)

    @property
    def months(self) -> dict[int, str]:
        """Names of the months of the chosen year that have pages, in the order of the calendar."""
        numbers = sorted({facet.month for facet in self.facets if str(facet.year) == self.year})
        return {number: str(MONTHS[number]) for number in numbers}

    @property
    def count(self) -> int:
        """How many pages are left."""
        return sum(facet.pages for facet in self.chosen_facets)

    @property
    def chosen_facets(self) -> list[Facet]:
        return [facet for facet in self.facets if self._matches(facet)] if self.known else []

    def _matches(self, facet: Facet) -> bool:
        return (
            self.slug in {"", facet.slug}
            and self.year in {"", str(facet.year)}
            and self.month in {"", str(facet.month)}
        )

    def apply(self, pages: Pages) -> Pages:
        """Narrow ``pages``."""
        if not self.count:
            return pages.none()
        if self.slug:
            pages = pages.of_category(self.slug)
        if self.year:
            pages = pages.of_period(*self._period())
        return pages

    def _period(self) -> tuple[date, date]:
        year, month = int(self.year), int(self.month or 1)
        if not self.month:
            return date(year, 1, 1), date(year + 1, 1, 1)
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)

    def heading(self, title: str) -> str:
        """The heading of the narrowed list: title, category, month and year."""
        parts = [f"{title}: {self.category_name}" if self.category_name else title]
        if self.year and self.known:
            parts.append(f"{self.months[int(self.month)].lower()} {self.year}" if self.month else self.year)
        return ", ".join(parts)
