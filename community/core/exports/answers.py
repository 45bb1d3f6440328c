"""One function answers every request for an export: right, log, file."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from community.core.exports.audit import export_log
from community.core.exports.jobs import export_job_enqueue
from community.core.exports.responses import book_response
from community.core.exports.sheets import Book
from community.core.exports.sources import Export, ExportSource, Params

FORMATS = ("xlsx", "csv", "json")
# About ten seconds of work: longer ones a worker makes, and nobody waits before a blank page.
XLSX_IN_REQUEST = 50_000
IN_THE_BACKGROUND = _(
    "The file is large, so it is being made in the background. It will appear here, and a letter will tell you."
)


def export_answer(
    *, request: HttpRequest, source: ExportSource, params: Params, file_format: str, sheet: int = 0
) -> HttpResponseBase:
    """Answer with the file, or promise it: a large workbook is made by a worker.

    CSV holds one table, the one of number ``sheet``. Raises ``PermissionDenied``, and ``Http404`` for an unknown
    format or sheet.
    """
    if file_format not in FORMATS:
        raise Http404
    if not source.allowed(request.user, params):
        raise PermissionDenied
    export = source.export(request.user, params)
    if file_format == "xlsx" and export.rows > XLSX_IN_REQUEST:
        return answer_later(request, source, params, export)
    book = export.book()
    if file_format == "csv":
        book = one_sheet(book, sheet)
    written_down(request.user, export, file_format)
    return book_response(book, file_format)


def answer_later(request: HttpRequest, source: ExportSource, params: Params, export: Export) -> HttpResponseBase:
    """Have the workbook made, and show where it will be."""
    _job, is_new = export_job_enqueue(user=request.user, source=source, params=params, export=export)
    if is_new:
        written_down(request.user, export, "xlsx")
        messages.success(request, IN_THE_BACKGROUND)
    else:
        messages.info(request, _("This file is being made already."))
    return redirect("exports:index")


def one_sheet(book: Book, number: int) -> Book:
    """Take one table out of ``book``, named so that files of several do not overwrite one another."""
    if not 0 <= number < len(book.sheets):
        raise Http404
    sheet = book.sheets[number]
    return Book(book.title if len(book.sheets) == 1 else f"{book.title} {sheet.title}", [sheet])


def written_down(user: Any, export: Export, file_format: str) -> None:
    export_log(user=user, register=export.title, rows=export.rows, query=export.query, file_format=file_format)
