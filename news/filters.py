from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from news.querysets import NewsFacet, NewsPageQuerySet


@dataclass(frozen=True, slots=True)
class NewsFilters:
    """What a resident narrowed the list to, believing only what the list holds.

    ``known`` is false when the address names a category or a year of which there is no article.
    """

    facets: Sequence[NewsFacet]
    slug: str
    year: str

    @classmethod
    def from_query(cls, query: Mapping[str, str], facets: Sequence[NewsFacet]) -> Self:
        """Read ``?category=slug&year=2026``."""
        return cls(facets=facets, slug=query.get("category", ""), year=query.get("year", ""))

    @property
    def chosen(self) -> bool:
        return bool(self.slug or self.year)

    @property
    def known(self) -> bool:
        category_known = not self.slug or any(facet.slug == self.slug for facet in self.facets)
        return category_known and (not self.year or self.year in map(str, self.years))

    @property
    def category_name(self) -> str:
        return next((facet.name for facet in self.facets if facet.slug == self.slug), "")

    @property
    def categories(self) -> dict[str, str]:
        """Names of the categories by their slugs, in the order of the names."""
        return {facet.slug: facet.name for facet in self.facets}

    @property
    def years(self) -> list[int]:
        """The years of the list, newest first."""
        return sorted({facet.year for facet in self.facets}, reverse=True)

    @property
    def count(self) -> int:
        """How many articles are left."""
        return sum(facet.articles for facet in self.facets if self._matches(facet))

    def _matches(self, facet: NewsFacet) -> bool:
        return self.slug in {"", facet.slug} and self.year in {"", str(facet.year)}

    def apply(self, articles: NewsPageQuerySet) -> NewsPageQuerySet:
        """Narrow ``articles``."""
        if not self.count:
            return articles.none()
        if self.slug:
            articles = articles.filter(category__slug=self.slug)
        if self.year:
            articles = articles.filter(published_at__year=int(self.year))
        return articles

    def heading(self, title: str) -> str:
        """The heading of the narrowed list: title, category, year."""
        parts = [f"{title}: {self.category_name}" if self.category_name else title]
        return ", ".join([*parts, self.year] if self.year and self.known else parts)
