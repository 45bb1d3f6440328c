from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

from community.core.media.places import pictures_shown
from community.core.media.renditions import with_renditions

SAMPLE_PICTURES = 3

# Blocks by the names that ContentStreamBlock gives them.
pictures_shown("image.image", "figure")
pictures_shown("gallery.images.item.image", "thumbnail", "large")
pictures_shown("video.poster", "poster")


def sample_pictures(count: int) -> list[AbstractImage]:
    """The newest pictures of the library, described, for previews of blocks; fewer where the library has fewer."""
    pictures = list(get_image_model().objects.order_by("-pk")[:count])
    for picture in pictures:
        picture.contextual_alt_text = picture.default_alt_text
    return pictures


class PictureBlock(ImageBlock):
    """A picture with its description for this very place; all pictures of a page cost two queries."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[AbstractImage | None]:
        pictures = super().bulk_to_python(values)
        prefetch_related_objects([picture for picture in pictures if picture], with_renditions())
        return pictures


class FigureBlock(StructBlock):
    """One picture with an optional caption and its author."""

    image = PictureBlock(label=_("Picture"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = CharBlock(label=_("Author of the picture"), required=False, max_length=120)

    def get_preview_value(self) -> dict[str, Any]:
        return self.normalize(
            {
                "image": next(iter(sample_pictures(1)), None),
                "caption": _("The square after the repair"),
                "credit": _("press service of the council"),
            }
        )

    class Meta:
        icon = "image"
        group = _("Pictures and video")
        label = _("Picture")
        description = _("One picture with a caption, the width of the text.")
        template = "blocks/image.html"


class GalleryBlock(StructBlock):
    """Several pictures side by side; each opens larger, without JavaScript."""

    title = CharBlock(label=_("Heading of the gallery"), required=False)
    images = ListBlock(FigureBlock(), label=_("Pictures"), min_num=2, max_num=40)

    def get_preview_value(self) -> dict[str, Any]:
        figures = [{"image": picture} for picture in sample_pictures(SAMPLE_PICTURES)]
        return self.normalize({"title": _("Day of the community"), "images": figures})

    class Meta:
        icon = "duplicate"
        group = _("Pictures and video")
        label = _("Gallery")
        description = _("From two to forty pictures as a grid.")
        template = "blocks/gallery.html"
