"""PNG, WebP and AVIF without what they tell beside the picture. Pixels are not touched, rotation stays."""

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_WORDS = {b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
# A directory of no entries: what reads it finds nothing, and nothing breaks.
_NO_EXIF = b"\0\0\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"

CleanExif = Callable[[bytes], bytes]
Box = tuple[bytes, int, int]


def png_without_place(content: bytes, clean: CleanExif) -> bytes:
    """A PNG without words in it (XMP among them) and with its EXIF cleaned."""
    result, position = BytesIO(), len(PNG_START)
    result.write(PNG_START)
    while len(head := content[position : position + 8]) == 8:
        end = position + 12 + int.from_bytes(head[:4], "big")
        kind = head[4:]
        if kind == b"eXIf":
            exif = clean(content[position + 8 : end - 4])
            checksum = zlib.crc32(kind + exif).to_bytes(4, "big")
            result.write(len(exif).to_bytes(4, "big") + kind + exif + checksum if exif else b"")
        elif kind not in _PNG_WORDS:
            result.write(content[position:end])
        position = end
    return result.getvalue()


def webp_without_place(content: bytes, clean: CleanExif) -> bytes:
    """A WebP without XMP and with its EXIF cleaned; its header says so."""
    chunks: list[tuple[bytes, bytes]] = []
    position, flags_off = 12, 0
    while len(head := content[position : position + 8]) == 8:
        size = int.from_bytes(head[4:], "little")
        kind, payload = head[:4], content[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
        if kind == b"XMP ":
            flags_off |= _WEBP_XMP
            continue
        if kind == b"EXIF" and not (payload := clean(payload)):
            flags_off |= _WEBP_EXIF
            continue
        chunks.append((kind, payload))
    body = b"WEBP" + b"".join(_webp_chunk(kind, payload, flags_off) for kind, payload in chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _webp_chunk(kind: bytes, payload: bytes, flags_off: int) -> bytes:
    if kind == b"VP8X" and payload:
        payload = bytes([payload[0] & ~flags_off]) + payload[1:]
    return kind + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


def avif_without_place(content: bytes) -> bytes:
    """An AVIF (or HEIC) with its EXIF and XMP blotted out where they lie: every offset in the file stays right."""
    result = bytearray(content)
    for kind, start, end in _boxes(content, 0, len(content)):
        if kind == b"meta":
            kinds = dict(_item_kinds(content, start + 4, end))
            for item, first, last in _item_extents(content, start + 4, end):
                size = min(last, len(content)) - first
                if size > 0 and kinds.get(item) == b"Exif":
                    result[first : first + size] = _NO_EXIF.ljust(size, b"\0")[:size]
                elif size > 0 and kinds.get(item) == b"mime":
                    result[first : first + size] = b" " * size
    return bytes(result)


def _boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    while start + 8 <= end:
        size, kind, head = int.from_bytes(content[start : start + 4], "big"), content[start + 4 : start + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[start + 8 : start + 16], "big"), 16
        size = size or end - start
        if size < head:
            return
        yield kind, start + head, min(start + size, end)
        start += size


def _item_kinds(content: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    for kind, first, last in _boxes(content, start, end):
        if kind == b"iinf":
            entries = first + (8 if content[first : first + 1] != b"\0" else 6)
            for entry, at, _end in _boxes(content, entries, last):
                version = int.from_bytes(content[at : at + 1], "big")
                if entry == b"infe" and version >= 2:
                    width = 2 if version == 2 else 4
                    item = int.from_bytes(content[at + 4 : at + 4 + width], "big")
                    yield item, content[at + 6 + width : at + 10 + width]


class _Numbers:
    """Numbers read one after another."""

    def __init__(self, content: bytes, position: int) -> None:
        self.content, self.position = content, position

    def take(self, width: int) -> int:
        self.position += width
        return int.from_bytes(self.content[self.position - width : self.position], "big")


def _item_extents(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    inner = next((first for kind, first, _end in _boxes(content, start, end) if kind == b"idat"), 0)
    for kind, first, _last in _boxes(content, start, end):
        if kind != b"iloc":
            continue
        version, numbers = int.from_bytes(content[first : first + 1], "big"), _Numbers(content, first + 4)
        sizes, more = numbers.take(1), numbers.take(1)
        index_width = more & 15 if version else 0
        if not sizes:
            # Extents of no width could be told by the thousand million.
            return
        for _ in range(numbers.take(4 if version == 2 else 2)):
            item = numbers.take(4 if version == 2 else 2)
            # Method 1 counts from the box of small data instead of the file's beginning.
            base = inner if version and numbers.take(2) & 15 == 1 else 0
            numbers.take(2)
            base += numbers.take(more >> 4)
            for _extent in range(numbers.take(2)):
                numbers.take(index_width)
                offset, length = numbers.take(sizes >> 4), numbers.take(sizes & 15)
                yield item, base + offset, base + offset + length
                if numbers.position > len(content):
                    return
