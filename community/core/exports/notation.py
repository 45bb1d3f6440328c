"""Books as JSON, written a chunk at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from community.core.exports.cells import dumps, harmless_text, json_cell
from community.core.exports.sheets import Book, Sheet

Row = Sequence[Any]
Chunks = Iterable[Sequence[Row]]


@dataclass(frozen=True)
class OpenSheet:
    """A sheet whose reading has begun, so that its rows come in the language of whoever asked."""

    title: str
    headings: list[str]
    chunks: Chunks

    @classmethod
    def of(cls, sheet: Sheet) -> "OpenSheet":
        return cls(harmless_text(sheet.title), [harmless_text(heading) for heading in sheet.headings], sheet.chunks())


def json_stream(book: Book) -> Iterator[bytes]:
    """Return ``book`` in pieces of valid JSON.

    One sheet is an array of objects, which every program reads; several stand under their titles.
    """
    sheets = [OpenSheet.of(sheet) for sheet in book.sheets]
    return encode_objects(sheets[0]) if len(sheets) == 1 else encode_sheets(harmless_text(book.title), sheets)


def encode_objects(sheet: OpenSheet) -> Iterator[bytes]:
    """Yield an array of ``{heading: value}``."""
    pairs = ", ".join(f"{dumps(key)}: \0" for key in unique(sheet.headings))
    yield from encode_array(sheet.chunks, f"{{{pairs}}}")
    yield b"\n"


def encode_sheets(title: str, sheets: Sequence[OpenSheet]) -> Iterator[bytes]:
    """Yield ``{"title", "sheets": [{"title", "headings", "rows"}]}``; a row is an array in the order of headings."""
    yield f'{{"title": {dumps(title)}, "sheets": ['.encode()
    for number, sheet in enumerate(sheets):
        comma = ",\n" if number else "\n"
        yield f'{comma}{{"title": {dumps(sheet.title)}, "headings": {dumps(sheet.headings)}, "rows": '.encode()
        cells = ", ".join("\0" * len(sheet.headings))
        yield from encode_array(sheet.chunks, f"[{cells}]")
        yield b"}"
    yield b"\n]}\n"


def encode_array(chunks: Chunks, row_shape: str) -> Iterator[bytes]:
    """Yield an array, one row a line: ``row_shape`` has a NUL, which JSON never has, in place of each cell."""
    shape = row_shape.replace("%", "%%").replace("\0", "%s")
    separator = "[\n"
    for chunk in chunks:
        yield (separator + ",\n".join([shape % tuple(map(json_cell, row)) for row in chunk])).encode()
        separator = ",\n"
    yield b"[]" if separator == "[\n" else b"\n]"


def unique(headings: Sequence[str]) -> list[str]:
    """Number headings that repeat: two values under one key would be one."""
    keys: list[str] = []
    for heading in headings:
        key, number = heading, 1
        while key in keys:
            number += 1
            key = f"{heading} ({number})"
        keys.append(key)
    return keys
