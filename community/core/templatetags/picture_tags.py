from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage

from community.core.media import renditions
from community.core.media.kinds import KINDS

register = template.Library()

LEAD = {"fetchpriority": "high"}
LATER = {"loading": "lazy", "decoding": "async"}


@register.simple_tag
def show_picture(
    picture: AbstractImage | None, kind: str, *, lead: bool = False, **attributes: Any
) -> SafeString | str:
    """The picture as the place ``kind`` shows it; ``lead`` for the one that a page opens with.

    Further words are attributes of the ``img``; without ``alt`` it is described as the library or the block does.
    """
    if not picture:
        return ""
    return renditions.picture_shown(picture, KINDS[kind], (LEAD if lead else LATER) | attributes).__str__()


@register.simple_tag
def large_picture_url(picture: AbstractImage) -> str:
    """Where the picture opens larger."""
    return renditions.large_url(picture)
