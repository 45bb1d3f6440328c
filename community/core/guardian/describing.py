"""Descriptions of pictures: whether whoever does not see one learns anything."""

import re
from collections.abc import Iterator

from community.core.guardian.hits import Hit, shortened
from community.core.guardian.rules import NO_DESCRIPTION, POOR_DESCRIPTION

# What cameras and phones call their files, what editors type to be done with the field, and any name of a file.
MEANINGLESS = (
    r"^\W*(?:фото|фотографія|світлина|зображення|картинка|малюнок|ілюстрація|знімок|банер|скріншот|без назви|обкладинка"
    r"|photo|picture|image|img|pic|screenshot|banner|untitled|cover)?[\s№#_-]*\d*\W*$"
)
_NAME_OF_FILE = (
    r"\.(?:avif|gif|jpe?g|png|svg|webp|heic|bmp|tiff?)$|^(?:img|dsc|dcim|pxl|photo|image|viber|telegram)[\W_]*\d"
)
_POOR = re.compile(rf"{MEANINGLESS}|{_NAME_OF_FILE}", re.IGNORECASE)


def description_hits(description: str) -> Iterator[Hit]:
    """What is wrong with the description of one picture that is no decoration."""
    said = " ".join(description.split())
    if not said:
        yield Hit(NO_DESCRIPTION, "")
    elif _POOR.search(said):
        yield Hit(POOR_DESCRIPTION, shortened(said))
