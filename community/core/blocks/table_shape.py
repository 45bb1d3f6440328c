"""What of a stored table can be drawn: the editor sends a table as JSON, and a crafted request sends anything."""

from typing import Any


def drawable_table(value: Any) -> dict[str, Any]:
    """The table without merges and cell notes that lack a part or lie outside it."""
    if not isinstance(value, dict):
        return {}
    rows = [row for row in _list(value.get("data")) if isinstance(row, list)]
    height, width = len(rows), max(map(len, rows), default=0)
    return {
        **value,
        "data": rows,
        "cell": [cell for cell in _list(value.get("cell")) if _stands_within(cell, height, width)],
        "mergeCells": [merge for merge in _list(value.get("mergeCells")) if _spans_within(merge, height, width)],
    }


def is_drawable_table(value: Any) -> bool:
    """Whether nothing had to be left out."""
    drawable = drawable_table(value)
    return bool(drawable) and all(drawable[key] == (value.get(key) or []) for key in ("data", "cell", "mergeCells"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _stands_within(cell: Any, height: int, width: int) -> bool:
    return _have_numbers(cell, "row", "col") and 0 <= cell["row"] < height and 0 <= cell["col"] < width


def _spans_within(merge: Any, height: int, width: int) -> bool:
    return (
        _stands_within(merge, height, width)
        and _have_numbers(merge, "rowspan", "colspan")
        and 1 <= merge["rowspan"] <= height - merge["row"]
        and 1 <= merge["colspan"] <= width - merge["col"]
    )


def _have_numbers(entry: Any, *names: str) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(name), int) for name in names)
