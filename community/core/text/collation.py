"""The order of the Ukrainian alphabet, whatever collation a database has: by code points «І» stands before «А»."""

import re

from community.core.text.transliteration import APOSTROPHES, INVISIBLE

ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_PLACES = {letter: place for place, letter in enumerate(ALPHABET)}
# Foreign letters and digits keep their own order, before the Ukrainian ones.
_UNKNOWN = -1
_IGNORED = re.compile(f"[{INVISIBLE}{APOSTROPHES}]")

SortKey = tuple[tuple[int, str], ...]


def ukrainian_order(text: str) -> SortKey:
    """A key to sort by: letters as the alphabet has them; case and apostrophes do not matter."""
    return tuple((_PLACES.get(letter, _UNKNOWN), letter) for letter in _IGNORED.sub("", text.lower()))
