import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from community.core.exports.cells import csv_cell
from community.core.exports.sheets import Sheet


def csv_stream(sheet: Sheet) -> Iterator[bytes]:
    """Return ``sheet`` in pieces, as the CSV that a Ukrainian Excel opens by a double click: BOM, semicolons, CRLF."""
    return encode_chunks(sheet.headings, sheet.chunks())


def encode_chunks(headings: Sequence[str], chunks: Iterable[Sequence[Sequence[Any]]]) -> Iterator[bytes]:
    """Yield the file's parts; closing the generator, as a lost client does, closes the query behind it."""
    yield codecs.BOM_UTF8 + encode_rows([headings])
    for chunk in chunks:
        yield encode_rows(chunk)


def encode_rows(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return ``rows`` as lines of CSV in UTF-8."""
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows([csv_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()
