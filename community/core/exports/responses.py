from collections.abc import Callable
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from community.core.exports.delimited import csv_stream
from community.core.exports.sheets import Sheet
from community.core.exports.workbook import xlsx_file
from community.core.text.transliteration import slugify_ukrainian

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_response(sheet: Sheet) -> StreamingHttpResponse:
    """Send ``sheet`` row by row as it is read."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name(sheet, "csv")}"'}
    return StreamingHttpResponse(csv_stream(sheet), content_type="text/csv; charset=utf-8", headers=headers)


def xlsx_response(sheet: Sheet) -> FileResponse:
    """Send ``sheet`` from a temporary file, which the end of the answer, or of the connection, removes."""
    return FileResponse(xlsx_file(sheet), as_attachment=True, filename=file_name(sheet, "xlsx"), content_type=XLSX_TYPE)


def file_name(sheet: Sheet, extension: str) -> str:
    """Name the file by register and Kyiv date, in Latin letters that every mail program keeps."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    return f"{slugify_ukrainian(sheet.title)}-{today:%Y-%m-%d}.{extension}"


RESPONSES: dict[str, Callable[[Sheet], Any]] = {"csv": csv_response, "xlsx": xlsx_response}


def sheet_response(sheet: Sheet, file_format: str) -> HttpResponseBase:
    """Answer with ``sheet`` in ``file_format`` (csv or xlsx); nothing of it may stay in a cache."""
    response: HttpResponseBase = RESPONSES[file_format](sheet)
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
