"""The text inside uploaded files, read with limits: a file comes from outside, and may be made to harm."""

import logging
import zipfile
from collections.abc import Callable, Iterator
from time import monotonic
from typing import IO

from defusedxml import ElementTree
from openpyxl import load_workbook
from pypdf import PdfReader

from community.core.models import CommunityDocument
from search.indexing import BODY_LENGTH

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
FILE_SIZE = 25 * MEGABYTE
# What a packed part may unpack to.
UNPACKED = 20 * MEGABYTE
SECONDS = 20
PDF_PAGES = 300
_ODT, _DOCX = "content.xml", "word/document.xml"
# Where a line of text ends, in either format.
_LINES = ("}p", "}h", "}tab", "}br")

Pieces = Iterator[str]


def file_text(document: CommunityDocument) -> str:
    """What can be read of the file within the limits; nothing of what cannot."""
    read = _READERS.get(document.file_extension.lower())
    if not read or (document.get_file_size() or 0) > FILE_SIZE:
        return ""
    try:
        with document.open_file() as file:
            return _within_limits(read(file))
    except Exception as error:
        logger.warning("The file of document %s cannot be read: %s", document.pk, type(error).__name__)
        return ""


def _within_limits(pieces: Pieces) -> str:
    found, length, until = [], 0, monotonic() + SECONDS
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length > BODY_LENGTH or monotonic() > until:
            break
    return " ".join(" ".join(found).replace("\x00", "").split())[:BODY_LENGTH]


def _pdf(file: IO[bytes]) -> Pieces:
    reader = PdfReader(file)
    for page in reader.pages[:PDF_PAGES]:
        yield page.extract_text()


def _docx(file: IO[bytes]) -> Pieces:
    return _xml_text(file, _DOCX)


def _odt(file: IO[bytes]) -> Pieces:
    return _xml_text(file, _ODT)


def _xml_text(file: IO[bytes], part: str) -> Pieces:
    with zipfile.ZipFile(file) as archive:
        if archive.getinfo(part).file_size > UNPACKED:
            return
        with archive.open(part) as content:
            for _, element in ElementTree.iterparse(content, events=("end",)):
                yield (element.text or "") + (" " if element.tag.endswith(_LINES) else "")
                yield element.tail or ""
                element.clear()


def _xlsx(file: IO[bytes]) -> Pieces:
    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED * 2:
            return
    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row if value is not None)


_READERS: dict[str, Callable[[IO[bytes]], Pieces]] = {"pdf": _pdf, "docx": _docx, "odt": _odt, "xlsx": _xlsx}
