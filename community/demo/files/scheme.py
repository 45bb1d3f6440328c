"""The scheme of the community as a PDF: river, roads and the sixteen settlements, drawn by code."""

from community.demo.files.lettering import (
    CODES,
    FIRST_CODE,
    HEIGHT,
    letter_program,
    letter_width,
    text_codes,
    text_width,
    unicode_map,
)
from community.demo.files.sheet import FileText

PAGE_WIDTH, PAGE_HEIGHT = 842, 595
CENTRE = (300, 300)
# Name, place on the sheet, radius of its dot.
PLACES: tuple[tuple[str, tuple[int, int], int], ...] = (
    ("ЯСНОБРІД", CENTRE, 11),
    ("ЗАТІННЕ", (222, 330), 4),
    ("КОВАЛЬСЬКИЙ ХУТІР", (330, 222), 3),
    ("ВЕЛИКІ ПЛОТИ", (196, 196), 7),
    ("МАЛІ ПЛОТИ", (112, 236), 5),
    ("ЛЕЛЕЧИН ЯР", (138, 128), 4),
    ("ЖУРАВКОВЕ", (400, 402), 7),
    ("КРИНИЧНИЙ ЛАН", (304, 452), 5),
    ("БЕРЕЗОЛУКИ", (452, 470), 4),
    ("ГРЕЧАНОПІЛЬ", (500, 318), 7),
    ("СОНЯШНЕ ПОЛЕ", (590, 378), 5),
    ("МЕДОЯРІВКА", (610, 292), 4),
    ("ЛИПОДАР", (486, 172), 7),
    ("ТИХОПЛЕСО", (580, 136), 5),
    ("ДУБОДОЛИНА", (640, 206), 4),
    ("ЧЕБРЕЦЕВЕ", (700, 118), 3),
)
ROADS = (
    (0, 1),
    (0, 2),
    (0, 3),
    (3, 4),
    (3, 5),
    (0, 6),
    (6, 7),
    (6, 8),
    (6, 9),
    (9, 10),
    (9, 11),
    (0, 12),
    (12, 13),
    (12, 14),
    (13, 15),
)
RIVER = "20 420 m 120 380 180 260 270 286 c 360 312 380 250 440 240 c 540 224 600 60 822 70 c"
COLOURS = {"ground": "0.95 0.96 0.90", "water": "0.36 0.64 0.83", "road": "0.72 0.62 0.48", "ink": "0.12 0.19 0.27"}


def _label(text: str, x: float, y: float, size: float) -> str:
    return f"BT /F {size} Tf {x} {y} Td {text_codes(text)} Tj ET"


def _dot(x: float, y: float, radius: float) -> str:
    return f"{radius * 2} w {x} {y} m {x} {y} l S"


def _drawing() -> str:
    parts = [f"{COLOURS['ground']} rg 0 0 {PAGE_WIDTH} {PAGE_HEIGHT} re f 1 J 1 j"]
    parts.append(f"{COLOURS['water']} RG 13 w {RIVER} S {COLOURS['road']} RG 2.5 w")
    for start, end in ROADS:
        (x1, y1), (x2, y2) = PLACES[start][1], PLACES[end][1]
        parts.append(f"{x1} {y1} m {x2} {y2} l S")
    # Letters are strokes; viewers differ in whether they take the colour of lines or of surfaces.
    parts.append(f"{COLOURS['ink']} RG {COLOURS['ink']} rg")
    for name, (x, y), radius in PLACES:
        size = 10 + radius * 0.45
        parts.append(_dot(x, y, radius))
        parts.append(_label(name, x - text_width(name, size) / 2, y + radius + 6, size))
    parts += [_label("СХЕМА ЯСНОБРІДСЬКОЇ ГРОМАДИ", 40, 536, 24), _label("РІЧКА ЯСНА", 712, 84, 11)]
    parts += ["1.5 w 40 60 m 40 54 l 160 54 l 160 60 l S 100 54 m 100 60 l S"]
    parts += [_label("0", 38, 66, 10), _label("5", 97, 66, 10), _label("10 КМ", 153, 66, 10)]
    return "\n".join(parts)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _font(first_glyph: int, unicode_object: int) -> str:
    names = " ".join(f"/g{code}" for code in CODES.values())
    glyphs = " ".join(f"/g{code} {first_glyph + place} 0 R" for place, code in enumerate(CODES.values()))
    widths = " ".join(str(letter_width(letter)) for letter in CODES)
    last = FIRST_CODE + len(CODES) - 1
    return (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 6 8] /FontMatrix [{1 / HEIGHT} 0 0 {1 / HEIGHT} 0 0] "
        f"/FirstChar {FIRST_CODE} /LastChar {last} /Widths [{widths}] /Encoding << /Type /Encoding "
        f"/Differences [{FIRST_CODE} {names}] >> /CharProcs << {glyphs} >> /Resources << >> "
        f"/ToUnicode {unicode_object} 0 R >>"
    )


def scheme_bytes(text: FileText) -> bytes:
    """The finished sheet, A4 across; it carries its title and the language for screen readers."""
    title = ("\ufeff" + text.title).encode("utf-16-be").hex().upper()
    sheet = f"/MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (uk) /ViewerPreferences << /DisplayDocTitle true >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {sheet} /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        _stream(_drawing()),
        _font(first_glyph=8, unicode_object=6),
        _stream(unicode_map()),
        f"<< /Title <{title}> >>",
        *(_stream(letter_program(letter)) for letter in CODES),
    ]
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    total = len(objects) + 1
    trailer = (
        f"xref\n0 {total}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {total} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    )
    return content + trailer.encode("ascii")
