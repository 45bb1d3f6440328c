"""What every answer reads and what seldom changes, for answers that are somebody's own: kept until it changes."""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TypeVar, cast

from django.conf import settings

from community.core.page_cache.keys import PageKey
from community.core.page_cache.making import making
from community.core.page_cache.pickles import packed, unpacked
from community.core.page_cache.recording import current_recording
from community.core.page_cache.shelf import shelf

Value = TypeVar("Value")

# No host is called so.
_FOLDER = PurePosixPath("-values")


def kept_value(name: str, read: Callable[[], Value]) -> Value:
    """What ``read`` gives; a page that is kept whole reads it itself, so that its queries tell what it is made of."""
    if not settings.PAGE_CACHE or current_recording() is not None:
        return read()
    key = PageKey(_FOLDER, name)
    if kept := unpacked(shelf().find(key)):
        return cast("Value", kept[0])
    with making() as reading:
        reading.made.begin()
        value = read()
    reading.keep(key, packed(value))
    return value
