from typing import Self

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.models import PageQuerySet

from community.core.page_access import public_only

# The sizes in which lists show a portrait; templates/home/portrait.html asks for the same ones.
PORTRAIT_RENDITIONS = ("fill-240x300|format-webp", "fill-480x600|format-webp")


class PersonQuerySet(PageQuerySet):
    """Persons as their list needs them."""

    def published(self) -> Self:
        """What anybody may read."""
        return public_only(self.live())

    def with_cards(self) -> Self:
        """Bring what a card shows in two queries, however many persons there are."""
        sizes = get_image_model().get_rendition_model().objects.filter(filter_spec__in=PORTRAIT_RENDITIONS)
        portraits = Prefetch("portrait__renditions", queryset=sizes, to_attr="prefetched_renditions")
        return self.defer_streamfields().select_related("portrait").prefetch_related(portraits)
