"""Words and abbreviations that mean the same, as staff keep them."""

from collections.abc import Sequence
from functools import lru_cache

from search.engines.conditions import Clause, Word, Wording
from search.models import Synonym
from search.remembered import synonym_texts
from search.text.terms import says_nothing, text_words, word_terms
from search.understanding import AskedWord

REMEMBERED = 2000

Groups = list[list[Wording]]


def synonym_groups() -> Groups:
    """Every group of wordings that mean the same."""
    return [_wordings(Synonym(words=text).phrases) for text in synonym_texts()]


def terms_of(groups: Groups) -> Word:
    """The words that staff speak of: a question may use them though the site does not."""
    return frozenset(term for group in groups for wording in group if len(wording) == 1 for term in wording[0])


def clauses_of(words: Sequence[AskedWord], groups: Groups) -> list[Clause]:
    """What must be found for each word, or for each run of words that has another wording."""
    clauses: list[Clause] = []
    place = 0
    while place < len(words):
        length, clause = _longest(words[place:], groups)
        clauses.append(clause)
        place += length
    return clauses


def _longest(words: Sequence[AskedWord], groups: Groups) -> tuple[int, Clause]:
    """How many words the longest known wording takes here, and all that means the same."""
    length, others = 0, list[Wording]()
    for group in groups:
        for wording in group:
            if len(wording) > length and _begins_with(words, wording):
                length, others = len(wording), [other for other in group if other != wording]
    length = length or 1
    own = tuple(word.terms for word in words[:length])
    return length, (own, *others)


def _begins_with(words: Sequence[AskedWord], wording: Wording) -> bool:
    if len(wording) > len(words):
        return False
    return all(not asked.terms.isdisjoint(meant) for asked, meant in zip(words[: len(wording)], wording, strict=True))


def _wordings(phrases: Sequence[str]) -> list[Wording]:
    return [wording for phrase in phrases if (wording := _wording(phrase))]


@lru_cache(REMEMBERED)
def _wording(phrase: str) -> Wording:
    return tuple(frozenset(word_terms(word)) for word in text_words(phrase) if not says_nothing(word))
