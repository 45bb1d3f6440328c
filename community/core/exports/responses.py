from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from community.core.exports.delimited import csv_stream
from community.core.exports.notation import json_stream
from community.core.exports.sheets import Book
from community.core.exports.workbook import xlsx_file
from community.core.text.transliteration import slugify_ukrainian

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8", "xlsx": XLSX_TYPE}


def csv_response(book: Book) -> StreamingHttpResponse:
    """Send the sheet row by row as it is read; CSV knows one table only."""
    [sheet] = book.sheets
    return StreamingHttpResponse(csv_stream(sheet))


def json_response(book: Book) -> StreamingHttpResponse:
    """Send the book row by row as it is read."""
    return StreamingHttpResponse(json_stream(book))


def xlsx_response(book: Book) -> FileResponse:
    """Send the book from a temporary file, which the end of the answer, or of the connection, removes."""
    return FileResponse(xlsx_file(book))


RESPONSES: dict[str, Callable[[Book], Any]] = {"csv": csv_response, "json": json_response, "xlsx": xlsx_response}


def book_response(book: Book, file_format: str) -> HttpResponseBase:
    """Answer with ``book`` in ``file_format``."""
    response: HttpResponseBase = RESPONSES[file_format](book)
    return as_download(response, file_name(book.title, file_format), TYPES[file_format])


def as_download(response: HttpResponseBase, name: str, content_type: str) -> HttpResponseBase:
    """Make ``response`` a file for one person: nothing of it may stay in a cache or be taken for a page."""
    response["Content-Type"] = content_type
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(title: str, extension: str, moment: datetime | None = None) -> str:
    """Name a file by title and Kyiv date, in Latin letters that every mail program keeps."""
    day = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{slugify_ukrainian(title)}-{day:%Y-%m-%d}.{extension}"
