"""Tables of votes from files: CSV as spreadsheets of Ukrainian offices save it, and XLSX."""

import csv
import zipfile
from io import StringIO
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from community.core.media.document_check import validate_document_content
from home.sessions.roll_call import ROWS

MEGABYTE = 1024 * 1024
# A sheet of three hundred names unpacks to far less.
UNPACKED = 20 * MEGABYTE
ENCODINGS = ("utf-8-sig", "cp1251")
# Number, name, vote, and some to notice that the table has too many.
COLUMNS = 6


def rows_of_file(upload: UploadedFile) -> list[list[str]]:
    """The cells of a table as text. Raises ``ValidationError`` for what is no CSV or XLSX."""
    name = (upload.name or "").lower()
    if (upload.size or 0) > MEGABYTE:
        raise ValidationError(_("The file is larger than 1 MB: this is not a table of one vote."))
    file = upload.file
    if file is None or not name.endswith((".csv", ".xlsx")):
        raise ValidationError(_("Upload a table as CSV or XLSX."))
    validate_document_content(file, name=name)
    rows = _csv_rows(upload.read()) if name.endswith(".csv") else _xlsx_rows(file)
    if not any(cell.strip() for row in rows for cell in row):
        raise ValidationError(_("There is nothing in the file."))
    return rows


def _csv_rows(content: bytes) -> list[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        delimiter = next((sign for sign in (";", "\t", ",") if sign in text), ";")
        try:
            return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            break
    raise ValidationError(_("The file cannot be read as text. Save it as “CSV UTF-8” and upload it again."))


def _xlsx_rows(file: IO[bytes]) -> list[list[str]]:
    unreadable = ValidationError(_("The workbook cannot be read. Save it as XLSX anew and upload it again."))
    if _unpacked_size(file) > UNPACKED:
        raise unreadable
    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=ROWS * 2, max_col=COLUMNS, values_only=True)
        return [[_cell_text(cell) for cell in row] for row in rows]
    # Whatever a damaged workbook makes of openpyxl: it raises everything from KeyError to ParseError.
    except Exception as error:
        raise unreadable from error


def _unpacked_size(file: IO[bytes]) -> int:
    """How much the parts of an archive say they unpack to; zipfile reads no more of them than that."""
    with zipfile.ZipFile(file) as archive:
        size = sum(part.file_size for part in archive.infolist())
    file.seek(0)
    return size


def _cell_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell)
