"""Where addresses lead, for answers that are somebody's own: looked up once, kept until the way there changes."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from community.core.page_cache.keys import PageKey
from community.core.page_cache.making import Making
from community.core.page_cache.pickles import packed, unpacked
from community.core.page_cache.recording import current_recording
from community.core.page_cache.shelf import shelf

# No address of a page begins so.
_FOLDER = "-places"
_STEP = re.compile(r"[A-Za-z0-9_-]{1,120}")


def places_are_kept(steps: Sequence[str]) -> bool:
    """A page that is kept whole looks its address up itself, so that its queries tell what it is made of."""
    return settings.PAGE_CACHE and current_recording() is None and all(map(_STEP.fullmatch, steps))


def kept_place(request: HttpRequest, steps: Sequence[str]) -> tuple[Site, Page] | None:
    """The site, and the page that stands at ``steps`` below its front page: each request gets a copy of its own."""
    return cast("tuple[Site, Page] | None", unpacked(shelf().find(_key_of(request, steps))))


def place_keep(request: HttpRequest, steps: Sequence[str], site: Site, way: Sequence[Page], looked_up: Making) -> None:
    """Keep that ``steps`` lead ``way`` down to its last page."""
    looked_up.made.tags.update(f"page:{page.pk}" for page in way)
    looked_up.keep(_key_of(request, steps), packed(site, way[-1]))


def _key_of(request: HttpRequest, steps: Sequence[str]) -> PageKey:
    host = request.get_host().partition(":")[0]
    return PageKey(PurePosixPath(host, _FOLDER, *steps), "page")
