"""Whether a PDF holds text, or only pictures of paper."""

import re
import zlib
from collections.abc import Iterator

# Text cannot be drawn without a font, and a font is always a dictionary that says so.
_FONT = re.compile(rb"/(?:Type\s*/Font\b|BaseFont\b|Font\s*<<\s*/)")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
# An object stream is a list of small dictionaries; a larger one was made to fill the memory.
_UNPACKED_AT_MOST = 4 * 1024 * 1024


def has_text_layer(content: bytes) -> bool:
    """Whether any page of the PDF uses a font. What cannot be read is given the benefit of the doubt."""
    if b"/Encrypt" in content or _FONT.search(content):
        return True
    return any(_FONT.search(unpacked) for unpacked in _object_streams(content))


def _object_streams(content: bytes) -> Iterator[bytes]:
    for match in _OBJECT_STREAM.finditer(content):
        packed = content[match.end() : content.find(b"endstream", match.end())]
        try:
            yield zlib.decompressobj().decompress(packed, _UNPACKED_AT_MOST)
        except zlib.error:
            # Packed in another way: nobody can tell, so nothing is said.
            yield b"/BaseFont"
