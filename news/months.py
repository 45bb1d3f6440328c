"""How long lists of articles stay quick: what stands in them is counted beforehand, and months are skipped whole."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear
from wagtail.models import PageViewRestriction

from community.core.page_access import public_only
from news.models.article import NewsPage
from news.models.article_month import ArticleMonth
from news.querysets import DatedQuerySet, Facet, NewsPageQuerySet
from news.triggers.months import COUNT

GROUPS = ("category__slug", "category__name", "year", "month")


def article_facets(articles: NewsPageQuerySet, path: str) -> list[Facet]:
    """What ``articles.facets()`` says of the list at ``path``, from the counts where the database keeps them."""
    if connection.vendor != "postgresql":
        return articles.facets()
    kept = public_only(ArticleMonth.objects.filter(path=path)).values_list(*GROUPS, "pages")
    # Private articles are few, and found from their restrictions.
    private = NewsPage.objects.live().filter(path__startswith=path, pk__in=PageViewRestriction.objects.values("page"))
    hidden = private.order_by().annotate(year=ExtractYear("published_at"), month=ExtractMonth("published_at"))
    found: Counter[tuple[str, str, int, int]] = Counter()
    rows = kept.order_by().union(hidden.values_list(*GROUPS).annotate(total=-Count("pk")), all=True)
    for slug, name, year, month, pages in rows:
        # Extracted from moments, they come as decimals.
        found[slug, name, int(year), int(month)] += int(pages)
    facets = [Facet(*group, pages=pages) for group, pages in found.items() if pages > 0]
    return sorted(facets, key=lambda facet: (facet.name, -facet.year, -facet.month))


@transaction.atomic
def article_months_recount() -> bool:
    """Count everything anew, at night; whether the counts were wrong. Writers of articles wait meanwhile."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE news_newspage, wagtailcore_page, news_articlemonth IN SHARE ROW EXCLUSIVE MODE")
        before = _counts()
        cursor.execute("DELETE FROM news_articlemonth")
        cursor.execute(COUNT)
    return before != _counts()


def _counts() -> set[tuple[Any, ...]]:
    rows = ArticleMonth.objects.exclude(pages=0)
    return set(rows.values_list("path", "category_id", "year", "month", "pages"))


class MonthPaginator(Paginator):
    """Numbered pages of a list that is newest first: whole months are skipped by their counts, from the nearer end."""

    object_list: DatedQuerySet

    def __init__(self, object_list: DatedQuerySet, per_page: int, facets: Sequence[Facet]) -> None:
        super().__init__(object_list, per_page)
        months: Counter[date] = Counter()
        for facet in facets:
            months[date(facet.year, facet.month, 1)] += facet.pages
        self._months = sorted(months, reverse=True)
        # How many are in a month and in newer ones.
        self._through = list(accumulate(months[month] for month in self._months))
        self.count = self._through[-1] if self._through else 0

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(self._slice(first, min(first + self.per_page, self.count)), number, self)

    def _slice(self, first: int, after: int) -> Sequence[Any]:
        if first >= after:
            return self.object_list.none()
        newest, oldest = self._month_of(first), self._month_of(after - 1)
        skipped = first - (self._through[newest - 1] if newest else 0)
        left = self._through[oldest] - after
        if skipped <= left:
            return self.object_list.dated_before(_following(self._months[newest]))[skipped : skipped + after - first]
        ascending = self.object_list.dated_from(self._months[oldest]).reverse()
        return list(ascending[left : left + after - first])[::-1]

    def _month_of(self, place: int) -> int:
        return next(month for month, through in enumerate(self._through) if place < through)


def _following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
