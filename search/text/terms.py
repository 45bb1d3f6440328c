"""The words of a text as the index holds them: the word and its lemmas, without apostrophes and hyphens.

The same here for texts and for questions, so that «сімʼя», «сім'я» and «сімя», «веб-сайт» and «вебсайт» are one.
"""

import re
from functools import lru_cache

from community.core.text.lemmas import APOSTROPHE, lemmatiser, normalise, words
from community.core.text.stop_words import QUESTION_LEMMAS

REMEMBERED_WORDS = 32_768
# Longer ones are addresses and codes, which nobody types.
TERM_LENGTH = 40

_JOINED = str.maketrans("", "", "'-")
# Where an apostrophe is often left out.
_LEFT_OUT = re.compile("(?<=[бпвмфркгдзт])(?=[яюєї])")


def term(word: str) -> str:
    """A normalised word as the index holds it."""
    return word.translate(_JOINED)


@lru_cache(REMEMBERED_WORDS)
def word_terms(word: str) -> tuple[str, ...]:
    """The word itself first, then its lemmas; ``word`` is one of :func:`text_words`."""
    own = term(word)
    found = set(lemmatiser().lemmas(word))
    if APOSTROPHE not in word and _LEFT_OUT.search(word):
        found |= lemmatiser().lemmas(_LEFT_OUT.sub(APOSTROPHE, word, count=1))
    others = {term(lemma) for lemma in found} - {own, ""}
    return (own, *sorted(others))


def text_words(text: str) -> list[str]:
    """The words and numbers of a text in their order."""
    return [word for word in words(text) if len(word) <= TERM_LENGTH]


def says_nothing(word: str) -> bool:
    """Whether a word of a question has no meaning of its own: «як», «де», «чи», «працює»."""
    return not QUESTION_LEMMAS.isdisjoint(lemmatiser().lemmas(word))


def one_spelling(text: str) -> str:
    """A whole text in the spelling in which its words are compared."""
    return " ".join(map(term, words(text)))


__all__ = ["normalise", "one_spelling", "says_nothing", "term", "text_words", "word_terms"]
