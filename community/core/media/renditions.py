"""Pictures as pages show them: in every format that has been made ready, and never more than one size made at once."""

from itertools import chain
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Picture

from community.core.media.kinds import KINDS, PictureKind, specs_of
from community.core.page_cache.recording import depends_on

Made = dict[Filter, AbstractRendition]
READY = "prefetched_renditions"
# What a file that cannot be drawn answers with.
UNDRAWABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def with_renditions(field: str = "", *kinds: str) -> "Prefetch[Any]":
    """For ``prefetch_related``: the sizes there are of the pictures in ``field``, of these kinds or of all."""
    renditions = get_image_model().get_rendition_model().objects.all()
    if kinds:
        renditions = renditions.filter(filter_spec__in=specs_of(kinds))
    return Prefetch(f"{field}__renditions" if field else "renditions", queryset=renditions, to_attr=READY)


def renditions_made(picture: AbstractImage, kind: PictureKind) -> Made:
    """Which sizes of the kind there are; asks the database only where the page has not brought them along."""
    if not hasattr(picture, READY):
        prefetch_related_objects([picture], with_renditions())
    return picture.find_existing_renditions(*kind.all_filters(picture))


def sizes_of(picture_id: int) -> str:
    """The tag of kept pages that show whatever sizes of a picture there are."""
    return f"picture-sizes:{picture_id}"


def picture_shown(picture: AbstractImage, kind: PictureKind, attributes: dict[str, Any]) -> Picture:
    """The picture with a source for each format that is complete, and a fallback in any case."""
    *better, last = kind.formats(picture)
    depends_on(sizes_of(picture.pk))
    made = renditions_made(picture, kind)
    complete = [filters for form in better if made.keys() >= set(filters := kind.filters(form))]
    sources = {one.spec: made[one] for one in chain.from_iterable(_by_width(made, filters) for filters in complete)}
    attributes["sizes"] = attributes.get("sizes") or kind.sizes
    attributes.setdefault("alt", alt_text(picture))
    return Picture(sources | _fallback(picture, kind.filters(last), made), attributes)


def large_url(picture: AbstractImage) -> str:
    """Where the picture is larger: made ready, else as it was uploaded. A gallery of forty must not wait for forty."""
    depends_on(sizes_of(picture.pk))
    made = renditions_made(picture, KINDS["large"])
    return str(next((rendition.url for rendition in made.values()), picture.file.url))


def social_url(picture: AbstractImage) -> str:
    """The whole address of the picture for social networks."""
    (only,) = KINDS["social"].all_filters(picture)
    return str(_at_once(picture, only).full_url)


def alt_text(picture: AbstractImage) -> str:
    """What Wagtail would say of it: for this very place, else as the library describes it."""
    return str(picture.get_rendition_model()(image=picture).alt)


def _fallback(picture: AbstractImage, filters: list[Filter], made: Made) -> dict[str, AbstractRendition]:
    ready = {one.spec: made[one] for one in _by_width(made, filters)}
    return ready or {filters[-1].spec: _at_once(picture, filters[-1])}


def _by_width(made: Made, filters: list[Filter]) -> list[Filter]:
    """Those that are made, each width once: a picture smaller than the place has several of one width."""
    widths = {made[one].width: one for one in filters if one in made}
    return list(widths.values())


def _at_once(picture: AbstractImage, one: Filter) -> AbstractRendition:
    try:
        return picture.get_rendition(one)
    except UNDRAWABLE:
        # As it was uploaded: browsers may read what we cannot, and show its description if they cannot either.
        uploaded = picture.get_rendition_model()(image=picture, width=picture.width, height=picture.height)
        uploaded.file.name = picture.file.name
        return uploaded
