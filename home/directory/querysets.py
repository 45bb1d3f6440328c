from typing import Self

from wagtail.models import PageQuerySet

from community.core.media.renditions import with_renditions
from community.core.page_access import public_only


class PersonQuerySet(PageQuerySet):
    """Persons as their list needs them."""

    def published(self) -> Self:
        """What anybody may read."""
        return public_only(self.live())

    def with_cards(self) -> Self:
        """Bring what a card shows in two queries, however many persons there are."""
        portraits = with_renditions("portrait", "face")
        return self.defer_streamfields().select_related("portrait").prefetch_related(portraits)
