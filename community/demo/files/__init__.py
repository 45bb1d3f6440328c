"""Small real documents in the formats residents meet, written without any office program."""

from collections.abc import Callable

from community.demo.files.office import docx_bytes, odt_bytes
from community.demo.files.scheme import scheme_bytes
from community.demo.files.sheet import FileText, csv_bytes, xlsx_bytes

WRITERS: dict[str, Callable[[FileText], bytes]] = {
    "csv": csv_bytes,
    "docx": docx_bytes,
    "odt": odt_bytes,
    "pdf": scheme_bytes,
    "xlsx": xlsx_bytes,
}
__all__ = ["WRITERS", "FileText"]
