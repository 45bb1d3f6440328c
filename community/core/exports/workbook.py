import re
from contextlib import ExitStack
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from community.core.exports.cells import NUMBERS, clean_text, is_formula, local_time, number
from community.core.exports.sheets import Book, Sheet

# Excel allows 31 characters in a page's name, openpyxl adds a number to a repeated one, and none of these signs.
TITLE_LENGTH = 25
NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
# Excel stops at 1 048 576 rows; what does not fit goes on in the next sheet of the book.
ROWS_PER_SHEET = 1_000_000
COLUMN_WIDTH = 24
DATE_FORMATS: dict[type, str] = {datetime: "dd.mm.yyyy hh:mm:ss", date: "dd.mm.yyyy"}


def xlsx_file(book: Book, rows_per_sheet: int = ROWS_PER_SHEET) -> IO[bytes]:
    """Write ``book`` to a file without a name and return it rewound; closing it frees the disk."""
    with ExitStack() as closing:
        file = closing.enter_context(TemporaryFile())
        write_workbook(book, file, rows_per_sheet)
        file.seek(0)
        closing.pop_all()
        return file


def write_workbook(book: Book, file: IO[bytes], rows_per_sheet: int) -> None:
    """Write all sheets; the file is saved even when a row fails, because that removes openpyxl's own files."""
    workbook = Workbook(write_only=True)
    try:
        for sheet in book.sheets:
            write_sheet(workbook, sheet, rows_per_sheet)
    finally:
        workbook.save(file)


def write_sheet(workbook: Workbook, sheet: Sheet, rows_per_sheet: int) -> None:
    """Write the rows of one sheet on as many pages as they take."""
    worksheet, written = add_worksheet(workbook, sheet), 0
    for chunk in sheet.chunks():
        for row in chunk:
            if written == rows_per_sheet:
                worksheet, written = add_worksheet(workbook, sheet), 0
            worksheet.append([xlsx_cell(worksheet, value) for value in row])
            written += 1


def add_worksheet(workbook: Workbook, sheet: Sheet) -> WriteOnlyWorksheet:
    """Start a page of the book: bold headings that stay in sight."""
    worksheet = workbook.create_sheet(title=worksheet_title(sheet.title))
    worksheet.freeze_panes = "A2"
    for column in range(1, len(sheet.headings) + 1):
        worksheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    worksheet.append([heading_cell(worksheet, heading) for heading in sheet.headings])
    return worksheet


def worksheet_title(title: str) -> str:
    """Shorten ``title`` to what Excel accepts as the name of a page."""
    return NOT_IN_TITLES.sub(" ", title)[:TITLE_LENGTH]


def heading_cell(worksheet: WriteOnlyWorksheet, heading: str) -> Cell:
    """Return a bold cell of text."""
    cell = xlsx_cell(worksheet, heading)
    cell.font = Font(bold=True)
    return cell


def xlsx_cell(worksheet: WriteOnlyWorksheet, value: Any) -> Cell:
    """Return a typed cell: numbers and dates as such, all else as text that is never run."""
    if isinstance(value, datetime):
        return dated_cell(worksheet, local_time(value))
    if isinstance(value, date):
        return dated_cell(worksheet, value)
    if value is None or isinstance(value, NUMBERS):
        return WriteOnlyCell(worksheet, None if value is None else number(value))
    return text_cell(worksheet, clean_text(value))


def dated_cell(worksheet: WriteOnlyWorksheet, value: Any) -> Cell:
    """Return a cell Excel can sort and filter by date."""
    cell: Cell = WriteOnlyCell(worksheet, value)
    cell.number_format = DATE_FORMATS[type(value)]
    return cell


def text_cell(worksheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Return a text cell; the quote mark keeps it text even after somebody edits it."""
    cell: Cell = WriteOnlyCell(worksheet, text)
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True
    return cell
