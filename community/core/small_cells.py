"""Numbers so small that people could be recognised behind them."""

from collections.abc import Mapping
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Any)

# Fewer people than this of one kind could be recognised.
LEAST_CELL = 5


def small_cells_merge(counts: Mapping[Key, int], others: int = 0) -> tuple[list[tuple[Key, int]], int]:
    """The numbers that may be shown, the largest first, and how many are left for “others”.

    Cells under five are merged, and with them the next larger one while the merged cell itself is under five: else it
    would tell what they keep silent about.
    """
    shown = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    while shown and (shown[-1][1] < LEAST_CELL or 0 < others < LEAST_CELL):
        others += shown.pop()[1]
    return shown, others
