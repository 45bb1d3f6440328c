"""The style sheets of every page as one: packed together they weigh a third less, and a slow network asks once."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles import finders

DIGEST_LENGTH = 12
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Stylesheet(NamedTuple):
    """The text with its digest, by which an address never leads to an old one."""

    text: str
    digest: str


def site_stylesheet() -> Stylesheet:
    """``SITE_STYLES`` joined in their order; while the site is worked at, read again once a file has changed."""
    names = tuple(settings.SITE_STYLES)
    return _joined(_looked_up(names) if settings.DEBUG else _looked_up_once(names))


def _looked_up(names: tuple[str, ...]) -> tuple[tuple[Path, int], ...]:
    """Where the files are, and when they were written."""
    files = [Path(str(finders.find(name))) for name in names]
    return tuple((file, file.stat().st_mtime_ns) for file in files)


_looked_up_once = lru_cache(maxsize=1)(_looked_up)


@lru_cache(maxsize=1)
def _joined(files: tuple[tuple[Path, int], ...]) -> Stylesheet:
    text = "\n".join(_packed(file.read_text(encoding="utf-8")) for file, _changed in files)
    return Stylesheet(text, hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH])


def _packed(text: str) -> str:
    """Without comments and indents."""
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
