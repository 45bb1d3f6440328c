"""What a question asks for: each of its words as the site's own words, mended where the site has none like it.

A word is taken as it is typed whenever the site knows it in any form. If not, it is tried as typed in another
keyboard layout, in Latin letters; then a word of the language as one of the same root, any other as the beginning of a
word or a slip of the finger.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from community.core.text.lemmas import lemmatiser
from search import vocabulary
from search.engines.conditions import Word
from search.text.layouts import typed_in_english, typed_in_russian, typed_in_ukrainian
from search.text.sounds import in_cyrillic
from search.text.terms import says_nothing, term, text_words, word_terms

# So many words of a question are looked for.
WORDS_ASKED = 12
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_RUSSIAN = re.compile("[ыэъёЫЭЪЁ]")


class Mending(Enum):
    """What was done with a word."""

    NONE = "none"
    # Another spelling of what was typed: the page says so.
    SPELLING = "spelling"
    # A related word; nothing to say.
    RELATED = "related"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AskedWord:
    """One word of a question."""

    typed: str
    # The spelling that is looked for.
    shown: str
    terms: Word
    mending: Mending = Mending.NONE
    # «як», «де»: asked for only when there is nothing else.
    idle: bool = False
    # The words of the site that it may be; the first of them is shown.
    candidates: tuple[str, ...] = ()


def asked_words(question: str, *, also_known: Word = frozenset(), trusting: bool = True) -> list[AskedWord]:
    """The words of a question; not ``trusting``, even those that the site knows are mended."""
    tokens = question.split()[:WORDS_ASKED]
    readings = [_as_typed(token) for token in tokens]
    terms = {term for words in readings for word in words for term in word.terms}
    known = also_known | (vocabulary.known_terms(terms) if terms else set())
    found = []
    for token, words in zip(tokens, readings, strict=True):
        if words and trusting and all(word.idle or not known.isdisjoint(word.terms) for word in words):
            found += words
        else:
            found += _mended(token, words, known if trusting else frozenset())
    return found[:WORDS_ASKED]


def words_as_typed(question: str) -> list[AskedWord]:
    """The words of a question with nothing mended."""
    return [word for token in question.split()[:WORDS_ASKED] for word in _as_typed(token)][:WORDS_ASKED]


def widened(word: AskedWord) -> AskedWord:
    """The word together with those of the same root."""
    if word.mending is not Mending.NONE or not word.shown.isalpha():
        return word
    own = term(word.shown)
    related = vocabulary.of_one_root([own, *sorted(word.terms - {own})])
    # Forms of the word itself are found by its lemmas.
    others = [other for other in related if word.terms.isdisjoint(word_terms(other))]
    return replace(word, terms=word.terms | _terms_of(others))


def _as_typed(token: str) -> list[AskedWord]:
    return [AskedWord(word, word, frozenset(word_terms(word)), idle=says_nothing(word)) for word in text_words(token)]


def _mended(token: str, words: list[AskedWord], known: Word) -> list[AskedWord]:
    for read in _other_layouts(token):
        other = _as_typed(read)
        if other and all(word.shown.isalpha() and vocabulary.known_terms(word.terms) for word in other):
            return [replace(word, typed=token, mending=Mending.SPELLING, idle=False) for word in other]
    if not words:
        return []
    return [word if word.idle or known & word.terms else _mended_word(token, word) for word in words]


def _other_layouts(token: str) -> Iterable[str]:
    if _RUSSIAN.search(token):
        yield typed_in_russian(token)
    if _LATIN.search(token) and not _CYRILLIC.search(token):
        yield typed_in_english(token)
    elif _CYRILLIC.search(token) and not _LATIN.search(token):
        yield typed_in_ukrainian(token)
    elif not _CYRILLIC.search(token) and not any(character.isdigit() for character in token):
        # Some Ukrainian letters stand on keys with marks.
        yield typed_in_english(token)


def _mended_word(token: str, word: AskedWord) -> AskedWord:
    """The word as the site spells it, or as it is when nothing comes near."""
    latin = word.shown.isascii()
    if latin and (heard := vocabulary.sounding_alike(word.shown)):
        return _taken(word, heard[:4], Mending.SPELLING)
    spellings = _spellings(token, word.shown) if latin else [term(word.shown)]
    if latin and (read := _known_among(spellings)):
        return _taken(word, read[:1], Mending.SPELLING)
    for way, mending in _WAYS_OF_WORDS if any(map(lemmatiser().knows, spellings)) else _WAYS_OF_SLIPS:
        for spelling in spellings:
            if found := way(spelling):
                return _taken(word, found, Mending.SPELLING if latin else mending)
    return replace(word, mending=Mending.UNKNOWN)


def _spellings(token: str, latin: str) -> list[str]:
    typed = [term(word) for word in text_words(typed_in_english(token))[:1]]
    return [*in_cyrillic(latin)[:3], *typed, latin]


def _known_among(spellings: list[str]) -> list[str]:
    terms = {spelling: set(word_terms(spelling)) for spelling in spellings}
    known = vocabulary.known_terms({term for group in terms.values() for term in group})
    return [spelling for spelling, group in terms.items() if group & known]


def _of_one_root(spelling: str) -> list[str]:
    return vocabulary.of_one_root(word_terms(spelling))


_Way = tuple[Callable[[str], list[str]], Mending]
_ROOT: _Way = (_of_one_root, Mending.RELATED)
_BEGINNING: _Way = (vocabulary.beginning_with, Mending.RELATED)
_SLIP: _Way = (vocabulary.nearest, Mending.SPELLING)
# A word of the language means itself; what is none is more likely a slip.
_WAYS_OF_WORDS, _WAYS_OF_SLIPS = (_ROOT, _BEGINNING, _SLIP), (_BEGINNING, _SLIP, _ROOT)


def _taken(word: AskedWord, found: list[str], mending: Mending) -> AskedWord:
    shown = word.shown if mending is Mending.RELATED else found[0]
    own = word.terms if mending is Mending.RELATED else frozenset[str]()
    terms = own | _terms_of(found)
    return replace(word, shown=shown, terms=terms, mending=mending, idle=False, candidates=tuple(found))


def _terms_of(words: Iterable[str]) -> Word:
    return frozenset(term for word in words for term in word_terms(word))
