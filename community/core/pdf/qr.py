"""QR codes as rows of dark runs, for paper and for the screen."""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

import segno

from community.core.exports.cells import clean_text

# Modules of white around the code without which some cameras do not find it (ISO/IEC 18004).
QUIET_ZONE = 4


def qr_code(address: str) -> segno.QRCode:
    """The code of ``address``; a quarter of it may be soiled or torn off (level Q)."""
    return segno.make_qr(address, error="q")


def dark_runs(code: segno.QRCode) -> Iterator[tuple[int, int, int]]:
    """Row, first column and length of each run of dark modules, without the quiet zone."""
    for row, modules in enumerate(code.matrix):
        column = 0
        for dark, run in groupby(modules):
            length = len(list(run))
            if dark:
                yield row, column, length
            column += length


def qr_svg(address: str, title: str) -> bytes:
    """The code as a picture of any size, with ``title`` for those who do not see it."""
    out = BytesIO()
    # Browsers draw nothing of a picture with a control character in it.
    words = clean_text(title)
    qr_code(address).save(
        out, kind="svg", border=QUIET_ZONE, light="#fff", title=words, omitsize=True, svgclass=None, lineclass=None
    )
    return out.getvalue()
