"""Signs that nobody sees: they turn the direction of what follows, split words in two, or hide one text in another."""

import unicodedata

# The joiner that makes one picture of several, as in a family of emoji; and NUL, which forms refuse in words.
KEPT = {"\u200d", "\n", "\t", "\0"}
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
LINE_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})


def without_invisible(text: str) -> str:
    """``text`` as it is seen: no signs of direction, of control, of no width, of private use; lines stay."""
    lines = text.replace("\r\n", "\n").translate(LINE_BREAKS)
    return "".join(sign for sign in lines if sign in KEPT or unicodedata.category(sign) not in HIDDEN)
