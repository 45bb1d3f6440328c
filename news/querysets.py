from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self

from django.db.models import Count, DateTimeField
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone
from wagtail.models import PageQuerySet

from community.core.local_time import day_begin, today
from community.core.media.renditions import with_renditions
from community.core.page_access import public_only

# The first article of the front page is shown larger than the others.
CARD_KINDS = ("card", "lead")
# What an article and the ones related to it show of their covers.
READING_KINDS = (*CARD_KINDS, "figure", "social")


class Facet(NamedTuple):
    """How many pages of a list one category has in one month (in the site's time zone)."""

    slug: str
    name: str
    year: int
    month: int
    pages: int


class DatedQuerySet(PageQuerySet):
    """Dated pages as their lists need them: public, narrowed, counted, with what cards show."""

    # The field that lists go by.
    dated_by: str
    # Fields that facets are counted by besides the month; the first is what an address names.
    category_fields: tuple[str, ...] = ()

    def published(self) -> Self:
        """What anybody may read."""
        return public_only(self.live())

    def latest_first(self) -> Self:
        return self.order_by(f"-{self.dated_by}", "-pk")

    def soonest_first(self) -> Self:
        return self.order_by(self.dated_by, "pk")

    def with_cards(self) -> Self:
        """Bring what a card shows in two queries, however long the list is."""
        return self.defer_streamfields().select_related("cover").prefetch_related(with_renditions("cover", *CARD_KINDS))

    def for_reading(self) -> Self:
        """Bring what the page itself shows in two queries."""
        return self.select_related("cover", "social_image").prefetch_related(with_renditions("cover"))

    def of_category(self, slug: str) -> Self:
        return self.filter(**{self.category_fields[0]: slug})

    def of_period(self, first: date, after: date) -> Self:
        """Pages dated from ``first`` to the day before ``after``; as bounds, which an index answers."""
        return self.dated_from(first).dated_before(after)

    def dated_from(self, day: date) -> Self:
        return self.filter(**{f"{self.dated_by}__gte": self._bound(day)})

    def dated_before(self, day: date) -> Self:
        return self.filter(**{f"{self.dated_by}__lt": self._bound(day)})

    def _bound(self, day: date) -> date | datetime:
        return day_begin(day) if isinstance(self.model._meta.get_field(self.dated_by), DateTimeField) else day

    def facets(self) -> list[Facet]:
        """Categories, months and counts of the list in one query, categories by name, newer months first."""
        groups = self.order_by().annotate(year=ExtractYear(self.dated_by), month=ExtractMonth(self.dated_by))
        rows = groups.values(*self.category_fields, "year", "month").annotate(pages=Count("pk"))
        facets = [Facet(*self.category_of(row), row["year"], row["month"], row["pages"]) for row in rows]
        return sorted(facets, key=lambda facet: (facet.name, -facet.year, -facet.month))

    def category_of(self, row: dict[str, Any]) -> tuple[str, str]:
        """The address and the name of a row's category; lists without categories have one that is nameless."""
        return "", ""


class NewsPageQuerySet(DatedQuerySet):
    dated_by = "published_at"
    category_fields = ("category__slug", "category__name")

    def with_cards(self) -> Self:
        return super().with_cards().select_related("category")

    def for_reading(self) -> Self:
        # The sizes of the cover are read together with those of related articles.
        return self.select_related("cover", "social_image", "category", "views")

    def category_of(self, row: dict[str, Any]) -> tuple[str, str]:
        return row["category__slug"], row["category__name"]


class KindQuerySet(DatedQuerySet):
    """Pages whose categories are the choices of their field ``kind``."""

    category_fields = ("kind",)

    def category_of(self, row: dict[str, Any]) -> tuple[str, str]:
        names = dict(self.model._meta.get_field("kind").flatchoices)
        return row["kind"], str(names.get(row["kind"], ""))


class AnnouncementQuerySet(KindQuerySet):
    dated_by = "valid_from"

    def current(self) -> Self:
        """What has not expired: in force today, or soon."""
        return self.exclude(valid_until__lt=today())

    def expired(self) -> Self:
        return self.filter(valid_until__lt=today())

    def with_cards(self) -> Self:
        return self.defer_streamfields()

    def for_reading(self) -> Self:
        return self.select_related("social_image")


class EventQuerySet(KindQuerySet):
    dated_by = "starts_at"

    def upcoming(self) -> Self:
        """What is not over, today's events included."""
        return self.filter(over_at__gte=timezone.now())

    def past(self) -> Self:
        return self.filter(over_at__lt=timezone.now())

    def since(self, days: int) -> Self:
        """What is not over longer than ``days``."""
        return self.filter(over_at__gte=timezone.now() - timedelta(days=days))


class GalleryQuerySet(DatedQuerySet):
    dated_by = "taken_on"

    def with_cards(self) -> Self:
        return super().with_cards().annotate(picture_count=Count("pictures"))
