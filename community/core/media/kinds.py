"""In which sizes and formats each place of the layout shows its pictures: the one list of them.

Templates name a kind in ``{% show_picture %}``; what makes the sizes ahead of visitors reads the same list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from wagtail.images.models import AbstractImage, Filter

# From the best. The last one is made at once where a picture has not been made ready yet: quick, and read by everybody.
OPAQUE_FORMATS = ("avif", "webp", "jpeg")
# What may be seen through stays so: JPEG would put it on white, and PNG is slow to make and heavy.
OTHER_FORMATS = ("avif", "webp")
OPAQUE_ENDINGS = {".jpg", ".jpeg"}


@dataclass(frozen=True)
class PictureKind:
    """A place of the layout: the resizes it offers, from the smallest, and how wide it is."""

    resizes: tuple[str, ...]
    sizes: str = ""
    # For pictures that are linked to, not shown: one file is enough.
    only: str = ""

    def formats(self, picture: AbstractImage) -> tuple[str, ...]:
        if self.only:
            return (self.only,)
        return OPAQUE_FORMATS if PurePath(picture.file.name).suffix.lower() in OPAQUE_ENDINGS else OTHER_FORMATS

    def filters(self, form: str) -> list[Filter]:
        return [filter_of(f"{resize}|format-{form}") for resize in self.resizes]

    def all_filters(self, picture: AbstractImage) -> list[Filter]:
        return [one for form in self.formats(picture) for one in self.filters(form)]


# Below 30em pages are one column between gutters of 1rem.
COLUMN = "calc(100vw - 2rem)"
TEXT_WIDTH = f"(min-width: 48em) 45rem, {COLUMN}"

KINDS = {
    "card": PictureKind(
        ("fill-300x200", "fill-480x320", "fill-720x480"),
        f"(min-width: 60em) 17rem, (min-width: 30em) 45vw, {COLUMN}",
    ),
    "lead": PictureKind(
        ("fill-480x320", "fill-720x480", "fill-1080x720"),
        f"(min-width: 74em) 41rem, (min-width: 60em) 55vw, {COLUMN}",
    ),
    "figure": PictureKind(("width-400", "width-720", "width-1280"), TEXT_WIDTH),
    "poster": PictureKind(("fill-480x270", "fill-720x405", "fill-1280x720"), TEXT_WIDTH),
    "thumbnail": PictureKind(("fill-320x240", "fill-640x480"), f"(min-width: 30em) 16rem, {COLUMN}"),
    "option": PictureKind(("fill-240x160", "fill-360x240", "fill-720x480"), "(min-width: 30em) 16rem, 85vw"),
    "face": PictureKind(("fill-120x150", "fill-240x300"), "6rem"),
    "portrait": PictureKind(("fill-240x300", "fill-480x600"), "15rem"),
    "large": PictureKind(("max-1600x1600",), only="webp"),
    # What social networks load; not all of them read WebP.
    "social": PictureKind(("fill-1200x630",), only="jpeg"),
}


@cache
def filter_of(spec: str) -> Filter:
    """Wagtail's filter, parsed once: a list of articles asks for a hundred."""
    return Filter(spec)


def specs_of(kinds: Iterable[str]) -> set[str]:
    """Every spec a picture of these kinds may have, whatever its own format."""
    shown = [KINDS[kind] for kind in kinds]
    return {one.spec for kind in shown for form in _all_formats(kind) for one in kind.filters(form)}


def _all_formats(kind: PictureKind) -> tuple[str, ...]:
    return (kind.only,) if kind.only else OPAQUE_FORMATS
