"""The files of open data: made by schedule, put in place whole, kept as they are while nothing changes."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from engagement.models import OpenDataFile, OpenDataPart
from engagement.petitions.open_data.tables import TABLES, Row, Table

ROWS_AT_ONCE = 2000
PART_BYTES = 512 * 1024
# A download begun before the change ends with the version it began with.
VERSIONS_KEPT = 2


def open_data_refresh() -> list[OpenDataFile]:
    """Make every table anew."""
    return [open_data_file_refresh(table=table) for table in TABLES.values()]


def open_data_file_refresh(*, table: Table) -> OpenDataFile:
    """Make ``table`` in a temporary file, then store it at once, unless it is what is stored already."""
    with TemporaryFile() as file, translation.override(settings.LANGUAGE_CODE):
        digest, rows = _write(table, file)
        size = file.tell()
        file.seek(0)
        return _store(table.name, file, OpenDataFile(name=table.name, sha256=digest, size=size, rows=rows))


def _write(table: Table, file: IO[bytes]) -> tuple[str, int]:
    """Write ``table`` as CSV (RFC 4180, UTF-8, no byte order mark: CSVW knows none); return digest and rows."""
    digest, number, rows = hashlib.sha256(), 0, table.rows()
    lines: list[Row] = [table.columns]
    while lines:
        piece = _csv(lines)
        digest.update(piece)
        file.write(piece)
        lines = list(islice(rows, ROWS_AT_ONCE))
        number += len(lines)
    return digest.hexdigest(), number


def _csv(lines: Iterable[Row]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode()


@transaction.atomic
def _store(name: str, file: IO[bytes], fresh: OpenDataFile) -> OpenDataFile:
    stored = OpenDataFile.objects.select_for_update().filter(name=name)
    newest = stored.order_by("-pk").first()
    if newest and newest.sha256 == fresh.sha256:
        newest.checked_at = timezone.now()
        newest.save(update_fields=["checked_at"])
        return newest
    fresh.save(force_insert=True)
    for place, content in enumerate(_parts(file)):
        OpenDataPart.objects.create(file=fresh, place=place, content=content)
    for old in stored.order_by("-pk")[VERSIONS_KEPT:]:
        old.delete()
    return fresh


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PART_BYTES):
        yield piece
