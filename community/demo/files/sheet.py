import csv
from dataclasses import dataclass
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

BOM = "\ufeff"
Cell = str | int


@dataclass(frozen=True)
class FileText:
    """What a document says: a heading, paragraphs, one table."""

    title: str
    paragraphs: list[str]
    rows: list[list[Cell]]


def csv_bytes(text: FileText) -> bytes:
    """The table as spreadsheets of this country open it: with a BOM and semicolons."""
    buffer = StringIO(BOM)
    buffer.seek(0, 2)
    csv.writer(buffer, delimiter=";").writerows(text.rows)
    return buffer.getvalue().encode()


def xlsx_bytes(text: FileText) -> bytes:
    """The table as a workbook with a bold head."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Дані"
    for row in text.rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.columns, start=1):
        widest = max(len(str(cell.value)) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = widest + 3
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
