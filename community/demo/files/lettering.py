"""A draughtsman's alphabet as strokes: PDF needs a font inside it, and no machine is sure to have a Ukrainian one.

Each letter is polylines parted by "|"; each point is two digits, x of 0-5 and y of 0-7 from the lower left corner.
"""

STROKES = {
    "А": "002640|1333",
    "Б": "4606003041423303",
    "В": "00063645443303|3342413000",
    "Г": "000646",
    "Ґ": "00064647",
    "Д": "00014140|11163631",
    "Е": "46060040|0333",
    "Є": "4536160501103041|0333",
    "Ж": "2026|0046|0640",
    "З": "05163645443313|334241301001",
    "И": "06004640",
    "І": "0006",
    "Ї": "1016|0707|2727",
    "Й": "06004640|1737",
    "К": "0006|460340",
    "Л": "00164640",
    "М": "0006234640",
    "Н": "0006|4046|0343",
    "О": "010516364541301001",
    "П": "00064640",
    "Р": "00063645443303",
    "С": "4536160501103041",
    "Т": "2026|0646",
    "У": "0623|4600",
    "Ф": "2026|153544433212030415",
    "Х": "0046|0640",
    "Ц": "06014140|3631",
    "Ч": "06041343|4046",
    "Ш": "06004046|2026",
    "Щ": "06015150|4641|2621",
    "Ь": "06003041423303",
    "Ю": "0006|0313|111526364541302011",
    "Я": "40461605041343|2300",
    "0": "010516364541301001",
    "1": "051610",
    "5": "460603334241301001",
    " ": "",
}
HEIGHT = 8
GAP = 2
BLANK_WIDTH = 4
FIRST_CODE = 33
CODES = {letter: FIRST_CODE + number for number, letter in enumerate(STROKES)}


def letter_width(letter: str) -> int:
    """How far the pen moves after ``letter``, in eighths of the font's size."""
    points = STROKES[letter].replace("|", "")
    return max(int(x) for x in points[::2]) + GAP if points else BLANK_WIDTH


def letter_program(letter: str) -> str:
    """The drawing of ``letter`` in PDF's words."""
    lines = [f"{letter_width(letter)} 0 d0 1 J 1 j 0.9 w"]
    for stroke in filter(None, STROKES[letter].split("|")):
        points = [f"{x} {y}" for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
        lines.append(f"{points[0]} m {' '.join(f'{point} l' for point in points[1:])} S")
    return "\n".join(lines)


def unicode_map() -> str:
    """Which letter each code stands for, so that the text can be searched, copied and read aloud."""
    pairs = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for letter, code in CODES.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /L def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(CODES)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def text_width(text: str, size: float) -> float:
    """How wide ``text`` comes out, in points."""
    return sum(letter_width(letter) for letter in text) * size / HEIGHT


def text_codes(text: str) -> str:
    """The text as a PDF string of this alphabet; it has capitals only."""
    return "<" + "".join(f"{CODES[letter]:02X}" for letter in text) + ">"
