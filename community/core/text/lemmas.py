"""Ukrainian words by what they mean, not by how they are inflected: one spelling of a text, the lemmas of a word.

What comes out is for comparing and indexing, never for showing. The dictionary stands behind :class:`Lemmatiser`, so
that another can take its place: see ADR 0017.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import Protocol

import pymorphy3

from community.core.text.transliteration import APOSTROPHES, INVISIBLE

APOSTROPHE = "'"
STRESS = "\u0301"
# Of guesses about a word the dictionary does not know, the score from which one is kept; known words score 1.
PLAUSIBLE = 0.05
REMEMBERED_WORDS = 16_384

# Hyphens and dashes that people and word processors put inside compound words.
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
_ONE_SPELLING = str.maketrans(dict.fromkeys(APOSTROPHES, APOSTROPHE) | dict.fromkeys(_HYPHENS, "-"))
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_LOOK_ALIKES = str.maketrans("aceiopxyABCEHIKMOPTXYïÏ", "асеіорхуАВСЕНІКМОРТХУїЇ")
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-zïÏ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")

# How addresses are written; the dictionary does not know them.
_ABBREVIATIONS = {
    "вул": "вулиця",
    "пров": "провулок",
    "просп": "проспект",
    "пл": "площа",
    "буд": "будинок",
    "обл": "область",
}


class Lemmatiser(Protocol):
    """Whatever knows the dictionary forms of Ukrainian words; safe to use from several threads."""

    def lemmas(self, word: str) -> frozenset[str]:
        """Every plausible dictionary form of ``word`` and the word itself, all in the spelling of :func:`normalise`."""

    def knows(self, word: str) -> bool:
        """Whether ``word`` is in the dictionary; of others the lemmas are guesses."""


def normalise(text: str) -> str:
    """One spelling for what people type in many: case, apostrophes, hyphens, ґ, stress marks, Latin look-alikes."""
    unstressed = unicodedata.normalize("NFD", text).replace(STRESS, "")
    composed = _INVISIBLE.sub("", unicodedata.normalize("NFC", unstressed))
    return _LETTERS.sub(_without_latin, composed.translate(_ONE_SPELLING)).lower().replace("ґ", "г")


def words(text: str) -> list[str]:
    """The words and numbers of ``text`` in their order, normalised; apostrophes and hyphens only inside words."""
    return _WORD.findall(normalise(text))


def _without_latin(match: re.Match[str]) -> str:
    """Mend a word typed in two alphabets; a foreign word keeps its letters even with a Ukrainian ending."""
    letters = match[0]
    if not (_LATIN.search(letters) and _CYRILLIC.search(letters)):
        return letters
    mended = letters.translate(_LOOK_ALIKES)
    return letters if _LATIN.search(mended) else mended


class PymorphyLemmatiser:
    """pymorphy3 with its Ukrainian dictionary: about 30 MB, read once a process."""

    def __init__(self) -> None:
        self._morphology = pymorphy3.MorphAnalyzer(lang="uk")
        self._lemmas = lru_cache(REMEMBERED_WORDS)(self._look_up)

    def lemmas(self, word: str) -> frozenset[str]:
        return self._lemmas(normalise(word))

    def knows(self, word: str) -> bool:
        return bool(self._morphology.word_is_known(normalise(word)))

    def _look_up(self, word: str) -> frozenset[str]:
        # Of a compound, its parts are looked for as well: «село-супутник» is found by «села».
        parts = {word, *word.split("-")} - {""}
        found = {normalise(parse.normal_form).strip(APOSTROPHE) for part in parts for parse in self._parses(part)}
        return frozenset({word} | parts | found | {_ABBREVIATIONS[part] for part in parts & _ABBREVIATIONS.keys()})

    def _parses(self, word: str) -> list[pymorphy3.analyzer.Parse]:
        try:
            return [parse for parse in self._morphology.parse(word) if parse.score >= PLAUSIBLE]
        except ValueError:
            # It asks Unicode for the name of each letter, and some of rare scripts have none.
            return []


@cache
def _loaded() -> Lemmatiser:
    return PymorphyLemmatiser()


_loading = Lock()


def lemmatiser() -> Lemmatiser:
    """The lemmatiser of this process; the first call reads the dictionary, even when threads come together."""
    with _loading:
        return _loaded()
