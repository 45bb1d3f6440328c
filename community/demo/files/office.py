"""Texts as ODT and DOCX: the smallest archives that office programs open without complaint."""

import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO

from community.demo.files.sheet import FileText

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _archive(members: Iterable[tuple[str, str]]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            # A fixed date: the same text gives the same file.
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            # ODF asks that its kind stands first and unpacked.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def odt_bytes(text: FileText) -> bytes:
    """The text as an OpenDocument file."""
    body = f'<text:h text:outline-level="1">{escape(text.title)}</text:h>'
    body += "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in text.paragraphs)
    if text.rows:
        rows = "".join(f"<table:table-row>{''.join(map(_odt_cell, row))}</table:table-row>" for row in text.rows)
        columns = f'<table:table-column table:number-columns-repeated="{len(text.rows[0])}"/>'
        body += f'<table:table table:name="1">{columns}{rows}</table:table>'
    names = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f'{HEAD}<office:document-content{names} office:version="1.2"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    listing = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODT_TYPE), ("content.xml", "text/xml"))
    )
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" manifest:version="1.2">'
        f"{listing}</manifest:manifest>"
    )
    return _archive((("mimetype", ODT_TYPE), ("content.xml", content), ("META-INF/manifest.xml", manifest)))


def _odt_cell(value: object) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def docx_bytes(text: FileText) -> bytes:
    """The text as a Word file."""
    body = _word_paragraph(text.title, '<w:b/><w:sz w:val="32"/>')
    body += "".join(_word_paragraph(paragraph) for paragraph in text.paragraphs)
    if text.rows:
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        grid = '<w:gridCol w:w="3000"/>' * len(text.rows[0])
        rows = "".join(f"<w:tr>{''.join(map(_word_cell, row))}</w:tr>" for row in text.rows)
        style = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        body += f"<w:tbl>{style}{rows}</w:tbl><w:p/>"
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}"/></Types>'
    )
    relations = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE_DOCUMENT}" Target="word/document.xml"/></Relationships>'
    )
    return _archive((("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document)))


def _word_paragraph(text: str, style: str = "") -> str:
    return f'<w:p><w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _word_cell(value: object) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{_word_paragraph(str(value))}</w:tc>'
