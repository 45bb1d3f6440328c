"""Names of uploaded files: Latin letters by resolution 55, so that links survive mail programs and archives."""

import re
from pathlib import PurePath

from community.core.text.transliteration import slugify_ukrainian

STEM_LENGTH = 60
# No letter of a kind of file: separators, quotes and signs that nobody sees.
_NOT_IN_SUFFIX = re.compile(r"[^\w.]")


def upload_file_name(file_name: str) -> str:
    """«Рішення № 5.PDF» becomes ``rishennia-5.pdf``; a name without a letter becomes ``file``."""
    path = PurePath(file_name)
    stem = slugify_ukrainian(path.stem, fallback="file")[:STEM_LENGTH].rstrip("-")
    return stem + _NOT_IN_SUFFIX.sub("", path.suffix.lower())
