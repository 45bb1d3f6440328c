"""The picture that social networks show for a page: drawn, so that every page has one that says what it is about."""

from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from community.core.exports.cells import clean_text

SIZE = (1200, 630)
MARGIN = 80
BAND = 110
INK = "#16202b"
MUTED = "#4a5866"
REGULAR, BOLD = "SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf"
TITLE_TOP, TITLE_BOTTOM = 225, 515
# From the largest: the first that the whole title fits is taken.
TITLE_SIZES = (76, 62, 48)
LINE = 1.16
ELLIPSIS = "…"


def social_card(*, community: str, colour: str, kind: str, title: str, foot: str) -> bytes:
    """A PNG of 1200 × 630: the community's name on its colour, what kind of page it is, its title, a line below."""
    picture = Image.new("RGB", SIZE, "#ffffff")
    draw = ImageDraw.Draw(picture)
    width = SIZE[0] - 2 * MARGIN
    draw.rectangle((0, 0, SIZE[0], BAND), fill=colour)
    _line(draw, community, (MARGIN, BAND / 2), _font(BOLD, 38), "#ffffff", width)
    _line(draw, kind, (MARGIN, BAND + 66), _font(REGULAR, 36), MUTED, width)
    font, lines = _fitted(title, width)
    for number, line in enumerate(lines):
        draw.text((MARGIN, TITLE_TOP + number * font.size * LINE), line, font=font, fill=INK)
    _line(draw, foot, (MARGIN, SIZE[1] - 62), _font(REGULAR, 36), MUTED, width)
    draw.rectangle((0, SIZE[1] - 12, SIZE[0], SIZE[1]), fill=colour)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(files("font_source_sans_pro") / "files" / name), size)


def _line(
    draw: ImageDraw.ImageDraw,
    text: str,
    place: tuple[float, float],
    font: ImageFont.FreeTypeFont,
    colour: str,
    width: int,
) -> None:
    draw.text(place, _cut(clean_text(text), font, width), font=font, fill=colour, anchor="lm")


def _fitted(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The title in the largest type that holds it whole; in the smallest the rest is left out."""
    for size in TITLE_SIZES:
        font = _font(BOLD, size)
        lines, room = _wrapped(clean_text(title), font, width), int((TITLE_BOTTOM - TITLE_TOP) / (size * LINE))
        if len(lines) <= room:
            return font, lines
    return font, [*lines[: room - 1], _cut(f"{lines[room - 1]} {ELLIPSIS}", font, width)]


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(_cut(word, font, width))
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """``text``, or as much of its beginning as ``width`` holds."""
    if font.getlength(text) <= width:
        return text
    short = text.rstrip(ELLIPSIS + " ")
    while short and font.getlength(short + ELLIPSIS) > width:
        short = short[:-1]
    return short.rstrip() + ELLIPSIS
