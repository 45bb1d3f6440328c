from typing import NamedTuple, Self

from django.db.models import Count, Prefetch
from django.db.models.functions import ExtractYear
from wagtail.images import get_image_model
from wagtail.models import PageQuerySet

from community.core.page_access import public_only

# The sizes in which lists show a cover; templates/news/card.html asks for the same ones.
CARD_RENDITIONS = ("fill-480x320|format-webp", "fill-960x640|format-webp")


class NewsFacet(NamedTuple):
    """How many articles one category has of one year (in the site's time zone)."""

    slug: str
    name: str
    year: int
    articles: int


class NewsPageQuerySet(PageQuerySet):
    """Articles as lists need them."""

    def published(self) -> Self:
        """What anybody may read."""
        return public_only(self.live())

    def latest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def with_cards(self) -> Self:
        """Bring what a card shows in two queries, however long the list is."""
        return self.defer_streamfields().select_related("category", "cover").with_renditions(*CARD_RENDITIONS)

    def for_reading(self) -> Self:
        """Bring what the article's own page shows in two queries."""
        return self.select_related("category", "cover", "social_image", "views").with_renditions()

    def with_renditions(self, *specs: str) -> Self:
        """Bring the covers in the sizes named, or in all sizes there are."""
        renditions = get_image_model().get_rendition_model().objects.all()
        if specs:
            renditions = renditions.filter(filter_spec__in=specs)
        return self.prefetch_related(
            Prefetch("cover__renditions", queryset=renditions, to_attr="prefetched_renditions")
        )

    def facets(self) -> list[NewsFacet]:
        """Categories, years and counts of the list in one query, categories by name, newer years first."""
        groups = self.order_by().annotate(year=ExtractYear("published_at"))
        rows = groups.values_list("category__slug", "category__name", "year").annotate(count=Count("pk"))
        return [NewsFacet(*row) for row in rows.order_by("category__name", "-year")]
