"""Ukrainian in Latin letters: Cabinet resolution 55 of 2010, one table for the server and the editor's browser.

The table is a list of (pattern, replacement) in an order that matters. Wagtail's slug field applies the same list in
the browser, so a pattern may use only what Python and JavaScript read alike: classes, negative lookbehind, no groups.
"""

import re
import unicodedata

SLUG_MAX_LENGTH = 200
SLUG_FALLBACK = "bez-nazvy"

APOSTROPHES = "'’ʼ‘`´ʹ′＇"
# The soft hyphen, joiners and the byte order mark, as a range of a pattern; no part of a word's spelling.
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
# Stress and other combining marks.
_MARKS = "\u0300-\u036f"
_CYRILLIC = "\u0400-\u04ff"

# The form at the start of a word, and the one elsewhere.
_TWO_FORMS = {"є": ("ye", "ie"), "ї": ("yi", "i"), "й": ("y", "i"), "ю": ("yu", "iu"), "я": ("ya", "ia")}
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "y", "і": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
}  # fmt: skip
# Not of the resolution: letters of neighbours' alphabets that occur in names.
_FOREIGN_LETTERS = {
    "ы": "y", "э": "e", "ё": "io", "ў": "u", "ј": "i", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "dz", "џ": "dzh", "ѕ": "dz",
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ı": "i", "ß": "ss", "ŋ": "n",
}  # fmt: skip


def _either_case(letter: str) -> str:
    upper = letter.upper()
    return f"[{letter}{upper}]" if len(upper) == 1 and upper != letter else letter


def _latin_with_marks() -> dict[str, str]:
    """The Latin letters with diacritics of Europe and Vietnam, gathered by the letter they are read as."""
    groups: dict[str, str] = {}
    for code in (*range(0x00C0, 0x0180), *range(0x0218, 0x021C), *range(0x1EA0, 0x1EFA)):
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if plain.isascii() and plain.isalpha():
            groups[plain] = groups.get(plain, "") + chr(code)
    return groups


def _formatters() -> list[tuple[re.Pattern[str], str]]:
    rules: list[tuple[str, str]] = [
        # Letters some keyboards and PDF files give in two parts.
        ("[иИ]\u0306", "й"),
        ("[іІ]\u0308", "ї"),
        ("[еЕ]\u0308", "ё"),
        (f"[{_MARKS}{INVISIBLE}{APOSTROPHES}ьЬъЪ]", ""),
        ("[зЗ][гГ]", "zgh"),
    ]
    for letter, (initial, inner) in _TWO_FORMS.items():
        rules.append((f"(?<![{_CYRILLIC}A-Za-z]){_either_case(letter)}", initial))
        rules.append((_either_case(letter), inner))
    rules += [(_either_case(letter), latin) for letter, latin in {**_LETTERS, **_FOREIGN_LETTERS}.items()]
    rules += [(f"[{letters}]", plain) for plain, letters in _latin_with_marks().items()]
    rules += [
        ("[^A-Za-z0-9_]+", "-"),
        ("^-+", ""),
        (f"(?<=^.{{{SLUG_MAX_LENGTH}}}).+", ""),
        ("-+$", ""),
    ]
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


SLUG_FORMATTERS = _formatters()


def slugify_ukrainian(text: str, *, fallback: str = SLUG_FALLBACK) -> str:
    """Make the address part of ``text``: lower-case ASCII, at most 200 characters, ``fallback`` if nothing is left."""
    for pattern, replacement in SLUG_FORMATTERS:
        text = pattern.sub(replacement, text)
    return text.lower() or fallback
