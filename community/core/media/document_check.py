"""Whether an uploaded document is what its extension says; it is read, never run or unpacked."""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HEAD_SIZE = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE)
_OOXML_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_ODF_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


def _starts_with(signature: bytes) -> Callable[[IO[bytes], str], bool]:
    return lambda file, extension: file.read(len(signature)) == signature


def _member_start(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    # No more than asked for: a member may unpack to a thousand times its size.
    with archive.open(name) as member:
        return member.read(size)


def _is_archive_of_kind(file: IO[bytes], extension: str) -> bool:
    # zipfile finds an archive anywhere in a file; a page with one at its tail is not an archive.
    if file.read(2) != b"PK" or not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        if part := _OOXML_PARTS.get(extension):
            return part in names
        if kind := _ODF_TYPES.get(extension):
            return "mimetype" in names and _member_start(archive, "mimetype", len(kind) + 1) == kind
    return True


def _is_mp4(file: IO[bytes], extension: str) -> bool:
    # The first box of such a file says so, after its own length.
    return file.read(8)[4:] == b"ftyp"


def _is_text_table(file: IO[bytes], extension: str) -> bool:
    head = file.read(HEAD_SIZE)
    return b"\0" not in head and not _MARKUP.search(head)


_CHECKS: dict[str, Callable[[IO[bytes], str], bool]] = {
    "pdf": _starts_with(b"%PDF-"),
    "rtf": _starts_with(b"{\\rtf"),
    "doc": _starts_with(_OLE),
    "xls": _starts_with(_OLE),
    "csv": _is_text_table,
    "mp4": _is_mp4,
    **dict.fromkeys(("docx", "xlsx", "odt", "ods", "zip"), _is_archive_of_kind),
}


def validate_document_content(file: IO[bytes], *, name: str) -> None:
    """Refuse a document whose content is not of the kind its name promises."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    check = _CHECKS.get(extension)
    file.seek(0)
    try:
        matches = check is not None and check(file, extension)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        matches = False
    file.seek(0)
    if not matches:
        raise ValidationError(
            _("The content of the file is not %(kind)s. Save the document in that format anew and upload it again."),
            params={"kind": extension.upper()},
            code="content_mismatch",
        )
