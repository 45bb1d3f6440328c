"""Headings, by which people and programs find their way through a long page."""

from collections.abc import Iterator

from community.core.guardian.hits import Hit, shortened
from community.core.guardian.rules import EMPTY_HEADING, HEADING_ORDER

# The title of the page is the first level.
TITLE_LEVEL = 1


def heading_hits(headings: list[tuple[int, str]], *, above: int = TITLE_LEVEL) -> Iterator[Hit]:
    """Headings that skip a level after the one ``above``, or say nothing."""
    for level, text in headings:
        if not text.strip():
            yield Hit(EMPTY_HEADING, "")
            continue
        if level > above + 1:
            yield Hit(HEADING_ORDER, shortened(text))
        above = level
