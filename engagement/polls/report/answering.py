"""Files of several sheets, with the names and promises that ``community.core.exports`` is about to have.

When its ``Book``, ``sources`` and ``answers`` are there, this module goes and only two imports change.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import Workbook

from community.core.exports.audit import export_log
from community.core.exports.cells import clean_text, is_formula
from community.core.exports.responses import XLSX_TYPE, csv_response, file_name
from community.core.exports.sheets import Sheet
from community.core.exports.workbook import add_worksheet, xlsx_cell

Params = Mapping[str, str]


@dataclass(frozen=True)
class Book:
    title: str
    sheets: Sequence[Sheet]


@dataclass(frozen=True)
class Export:
    title: str
    query: str
    rows: int
    book: Callable[[], Book]


@dataclass(frozen=True)
class ExportSource:
    key: str
    allowed: Callable[[Any, Params], bool]
    export: Callable[[Any, Params], Export]


def export_answer(*, request: HttpRequest, source: ExportSource, params: Params, file_format: str) -> HttpResponseBase:
    """Answer with the file, and write it down before."""
    if file_format not in WRITERS:
        raise Http404
    if not source.allowed(request.user, params):
        raise PermissionDenied
    user: Any = request.user
    export = source.export(user, params)
    export_log(user=user, register=export.title, rows=export.rows, query=export.query, file_format=file_format)
    response: HttpResponseBase = WRITERS[file_format](export.book())
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _csv(book: Book) -> HttpResponseBase:
    return csv_response(Sheet(book.title, book.sheets[0].headings, book.sheets[0].rows))


def _xlsx(book: Book) -> HttpResponseBase:
    workbook, file = Workbook(write_only=True), TemporaryFile()  # noqa: SIM115 - the end of the answer closes it
    for sheet in book.sheets:
        worksheet = add_worksheet(workbook, sheet)
        for chunk in sheet.chunks():
            for row in chunk:
                worksheet.append([xlsx_cell(worksheet, value) for value in row])
    workbook.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=_name(book, "xlsx"), content_type=XLSX_TYPE)


def _json(book: Book) -> HttpResponseBase:
    tables = [
        {
            "title": sheet.title,
            "headings": list(sheet.headings),
            "rows": [list(map(_json_value, row)) for chunk in sheet.chunks() for row in chunk],
        }
        for sheet in book.sheets
    ]
    one: Any = [dict(zip(table["headings"], row, strict=True)) for table in tables[:1] for row in table["rows"]]
    content = json.dumps(one if len(tables) == 1 else {"title": book.title, "sheets": tables}, ensure_ascii=False)
    headers = {"Content-Disposition": f'attachment; filename="{_name(book, "json")}"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


def _json_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value, timezone.get_default_timezone()).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return value
    text = clean_text(value)
    return f"'{text}" if is_formula(text) else text


def _name(book: Book, extension: str) -> str:
    return file_name(Sheet(book.title, (), ()), extension)


WRITERS: Mapping[str, Callable[[Book], HttpResponseBase]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
