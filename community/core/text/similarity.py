"""How much two short Ukrainian texts speak of the same: by the words they share, whatever their endings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from community.core.text.lemmas import lemmatiser, words
from community.core.text.stop_words import STOP_LEMMAS

# The rest of the score comes from the whole texts: a title names the subject, a body wanders.
TITLE_SHARE = 0.7
# From here on a person should look whether it is the same; tried on pairs in the tests.
SIMILAR = 0.35

# A word as the set of its plausible lemmas.
Word = frozenset[str]


@dataclass(frozen=True)
class TextProfile:
    """The words of a text that carry meaning, each as the set of its lemmas; made by :func:`text_profile`."""

    title: frozenset[Word]
    body: frozenset[Word] = frozenset()

    @cached_property
    def whole(self) -> frozenset[Word]:
        return self.title | self.body

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Every lemma of the text: what to keep beside it so that candidates can be found by the database."""
        return frozenset().union(*self.whole)


@dataclass(frozen=True)
class Frequencies:
    """In how many of ``documents`` texts each lemma occurs."""

    documents: int
    of_lemma: Mapping[str, int]

    def weight(self, word: Word) -> float:
        """From 1 for a word of every text up with rarity; a word of many readings is as common as the commonest."""
        occurrences = max(self.of_lemma.get(lemma, 0) for lemma in word)
        return 1 + log((self.documents + 1) / (occurrences + 1))


EQUAL_WEIGHTS = Frequencies(0, {})


def text_profile(title: str, body: str = "") -> TextProfile:
    """Read the title and plain text of a document; words without meaning of their own are left out."""
    return TextProfile(_meaningful(title), _meaningful(body))


def similarity(a: TextProfile, b: TextProfile, *, frequencies: Frequencies = EQUAL_WEIGHTS) -> float:
    """From 0, nothing in common, to 1. Titles alone decide while one of the two has no body yet."""
    titles = _overlap(a.title, b.title, frequencies)
    if not (a.body and b.body):
        return titles
    return TITLE_SHARE * titles + (1 - TITLE_SHARE) * _overlap(a.whole, b.whole, frequencies)


def _meaningful(text: str) -> frozenset[Word]:
    found = {lemmatiser().lemmas(word) for word in words(text)}
    return frozenset(word for word in found if word.isdisjoint(STOP_LEMMAS))


def _overlap(a: frozenset[Word], b: frozenset[Word], frequencies: Frequencies) -> float:
    """The weight of words that the other text has too, of the weight of all words (Dice)."""
    total = _weight(a, frequencies) + _weight(b, frequencies)
    if not total:
        return 0.0
    return (_weight(_shared(a, b), frequencies) + _weight(_shared(b, a), frequencies)) / total


def _shared(mine: frozenset[Word], theirs: frozenset[Word]) -> frozenset[Word]:
    lemmas = frozenset[str]().union(*theirs)
    return frozenset(word for word in mine if not word.isdisjoint(lemmas))


def _weight(of_words: frozenset[Word], frequencies: Frequencies) -> float:
    return sum(map(frequencies.weight, of_words))
