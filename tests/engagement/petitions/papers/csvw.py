"""A small checker of CSV on the Web (W3C): the names, order, presence and datatypes that a schema asks for."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SCHEMAS = Path(__file__).resolve().parents[3] / "data" / "opendata-835"
# Called required by the schema, and impossible while a petition collects: its README and the passport say so.
EMPTY_UNTIL_ANSWERED = {"answerDate", "answerUrl"}


def schema(name: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))["tableSchema"]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


def faults(name: str, content: bytes) -> list[str]:
    """What in ``content`` is not as the schema ``name`` says, line by line."""
    columns = schema(name)["columns"]
    lines = list(csv.reader(StringIO(content.decode(), newline=""), strict=True))
    names = [column["name"] for column in columns]
    if lines[0] != names:
        return [f"columns {lines[0]}, not {names}"]
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(columns):
            found.append(f"line {number}: {len(line)} cells")
            continue
        found += [
            f"line {number}: {fault}"
            for column, cell in zip(columns, line, strict=True)
            if (fault := wrong(column, cell))
        ]
    return found


def wrong(column: dict[str, Any], cell: str) -> str:
    """Why ``cell`` may not stand in ``column``, or nothing."""
    name = column["name"]
    if not cell:
        return f"{name} is empty" if column["required"] and name not in EMPTY_UNTIL_ANSWERED else ""
    return f"{name} is {cell!r}" if not READERS[column["datatype"]](cell) else ""


def is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def is_address(cell: str) -> bool:
    parts = urlsplit(cell)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in cell


READERS = {"string": str.isprintable, "date": is_date, "anyURL": is_address}
