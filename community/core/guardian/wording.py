"""How the text is written: capitals, officialese, places of a pattern that nobody filled in."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from community.core.guardian.hits import Hit, shortened
from community.core.guardian.rules import CAPITALS, GAP, OFFICIALESE

PHRASES = Path(__file__).with_name("officialese.toml")

_SENTENCE = re.compile(r"[^.!?…\n]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Less is an abbreviation or the name of a body: ДСНС, КНП, «ВЕРБІВСЬКИЙ ЛІЦЕЙ».
_SHOUTED_WORDS, _SHOUTED_LETTERS = 3, 18
_GAP = re.compile(r"\[[^\[\]\n]{2,80}\]")


def capitals_hits(text: str) -> Iterator[Hit]:
    """Sentences of which every word is in capitals."""
    for sentence in _SENTENCE.findall(text):
        words = _WORD.findall(sentence)
        if len(words) >= _SHOUTED_WORDS and sum(map(len, words)) >= _SHOUTED_LETTERS and all(map(str.isupper, words)):
            yield Hit(CAPITALS, shortened(sentence))


def gap_hits(text: str) -> Iterator[Hit]:
    """Words in square brackets, as patterns have them; «[…]» is how a quotation is cut."""
    yield from (Hit(GAP, match) for match in _GAP.findall(text) if re.search(r"\w", match))


def officialese_hits(text: str) -> Iterator[Hit]:
    """Phrases of the table, each with plainer words; of two that begin alike the longer."""
    for pattern, better in phrases():
        yield from (Hit(OFFICIALESE, match[0], better) for match in pattern.finditer(text))
        text = pattern.sub("¶", text)


@cache
def phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The table of phrases; ``*`` in it stands for any ending of a word."""
    table: dict[str, str] = tomllib.loads(PHRASES.read_text(encoding="utf-8"))["phrases"]
    longest_first = sorted(table, key=len, reverse=True)
    return tuple((phrase_pattern(phrase), table[phrase]) for phrase in longest_first)


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """What finds ``phrase`` with any endings, spaces and apostrophes."""
    words = [re.escape(word).replace(r"\*", r"\w*").replace("’", "['’ʼ]") for word in phrase.split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
