"""Whether an uploaded picture can really be drawn, and without what it would tell about its author."""

import struct
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from community.core.media.chunks import PNG_START, avif_without_place, png_without_place, webp_without_place

GPS_TAG = 0x8825
_JPEG_START = b"\xff\xd8"
_APP1 = b"\xff\xe1"
# Start of scan: pixels follow. Nothing: the file is torn.
_LAST_MARKERS = (b"\xda", b"")
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/"


def damaged_picture() -> ValidationError:
    """What an editor is told about a file that is no picture inside."""
    return ValidationError(
        _("The picture is damaged or is not a picture. Open it on your computer, save it anew and upload again."),
        code="undecodable",
    )


def validate_image_content(file: IO[bytes]) -> None:
    """Refuse a picture that only pretends: its header is right but it does not decode to the end."""
    file.seek(0)
    try:
        with Image.open(file) as image:
            image.load()
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise damaged_picture() from error
    finally:
        file.seek(0)


def _exif_without_place(payload: bytes) -> bytes:
    exif = Image.Exif()
    try:
        exif.load(payload)
        if GPS_TAG in exif:
            del exif[GPS_TAG]
        return exif.tobytes()
    except (SyntaxError, ValueError, TypeError, LookupError, OSError, OverflowError, struct.error):
        # Nobody can read it, so nobody can tell that no place is in it.
        return b""


def _bare_exif_without_place(payload: bytes) -> bytes:
    # PNG and WebP keep EXIF without the six bytes that JPEG and Pillow begin it with.
    return _exif_without_place(payload).removeprefix(_EXIF)


def picture_without_place(content: bytes) -> bytes:
    """The same picture without where it was taken, whatever its kind; a kind that has no such place stays as it is."""
    if content.startswith(PNG_START):
        return png_without_place(content, _bare_exif_without_place)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return webp_without_place(content, _bare_exif_without_place)
    if content[4:8] == b"ftyp":
        return avif_without_place(content)
    return jpeg_without_place(content)


def _segment(payload: bytes) -> bytes:
    return _APP1 + (len(payload) + 2).to_bytes(2, "big") + payload


def jpeg_without_place(content: bytes) -> bytes:
    """The same JPEG, pixel for pixel, without where it was taken (EXIF GPS) and without XMP, which may repeat it."""
    if not content.startswith(_JPEG_START):
        return content
    result, position = BytesIO(), len(_JPEG_START)
    result.write(_JPEG_START)
    while (marker := content[position : position + 2]).startswith(b"\xff") and marker[1:] not in _LAST_MARKERS:
        end = position + 2 + int.from_bytes(content[position + 2 : position + 4], "big")
        payload = content[position + 4 : end]
        is_metadata = marker == _APP1
        if is_metadata and payload.startswith(_EXIF):
            exif = _exif_without_place(payload)
            result.write(_segment(exif) if exif else b"")
        elif not (is_metadata and payload.startswith(_XMP)):
            result.write(content[position:end])
        position = end
    result.write(content[position:])
    return result.getvalue()
