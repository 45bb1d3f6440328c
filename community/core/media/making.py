"""Makes the sizes of pictures ahead of visitors: AVIF takes a hundred times as long as JPEG."""

import logging
from collections.abc import Iterator

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter

from community.core.media.kinds import KINDS
from community.core.media.places import Kinds, kinds_of_pictures
from community.core.media.renditions import sizes_of, with_renditions
from community.core.page_cache.changes import changed

logger = logging.getLogger(__name__)
CHUNK = 200


def pictures_lacking() -> list[int]:
    """Pictures of which some size is missing, the newest first."""
    kinds = kinds_of_pictures()
    pictures = get_image_model().objects.order_by("-pk").prefetch_related(with_renditions())
    return [
        picture.pk
        for picture in pictures.iterator(chunk_size=CHUNK)
        if any(_missing(picture, kinds.get(picture.pk, frozenset())))
    ]


def renditions_make(*, picture_id: int) -> int:
    """Make what is missing of one picture and say how much could not be made.

    What one size fails with does not stop the others, nor other pictures; the next night tries again.
    """
    picture = get_image_model().objects.filter(pk=picture_id).prefetch_related(with_renditions()).first()
    if picture is None:
        return 0
    kinds = kinds_of_pictures([picture_id]).get(picture_id, frozenset())
    lacking = list(_missing(picture, kinds))
    failed = sum(not _made(picture, one) for one in lacking)
    if failed < len(lacking):
        # Pages that were made before offer the sizes there were.
        changed(sizes_of(picture_id))
    return failed


def _missing(picture: AbstractImage, kinds: Kinds) -> Iterator[Filter]:
    wanted = dict.fromkeys(one for kind in sorted(kinds) for one in KINDS[kind].all_filters(picture))
    there_is = picture.find_existing_renditions(*wanted)
    return (one for one in wanted if one not in there_is)


def _made(picture: AbstractImage, one: Filter) -> bool:
    try:
        picture.get_rendition(one)
    except Exception as error:
        # Whatever a codec fails with: nobody waits for an answer, and the page has what it had before.
        logger.warning("Picture %s was not made as %s: %s", picture.pk, one.spec, type(error).__name__)
        return False
    return True
