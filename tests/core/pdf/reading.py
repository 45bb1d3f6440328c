"""A finished document as a reader program meets it."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def root(content: bytes) -> Any:
    """The catalogue of the document, where language, outline and structure begin."""
    return read(content).root_object


def text_of(content: bytes) -> str:
    """The whole text on one line, as a search would see it."""
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def outline(content: bytes) -> list[str]:
    """Every title of the outline, whatever its depth."""
    return _titles(read(content).outline)


def _titles(entries: Any) -> list[str]:
    titles: list[str] = []
    for entry in entries:
        titles += _titles(entry) if isinstance(entry, list) else [str(entry.title)]
    return titles


def kinds(content: bytes) -> list[str]:
    """The kinds of elements of the structure in reading order, parents before children."""
    (document,) = root(content)["/StructTreeRoot"]["/K"]
    return _kinds(document.get_object())


def _kinds(element: Any) -> list[str]:
    found = [str(element["/S"])]
    for kid in element["/K"]:
        kid = kid.get_object()
        if not isinstance(kid, int):
            found += _kinds(kid)
    return found
