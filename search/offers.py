"""Questions that a resident may have meant: an unfinished word as titles that anybody may read go on with it."""

from collections.abc import Iterator, Sequence

from search.engines import engine
from search.models import SearchEntry
from search.text.terms import term, text_words, word_terms

OFFERED = 5
# So many titles are looked through for each beginning.
TITLES = 32
# Of two letters a word can be offered, of a cut one no fewer than three and half of it.
SHORTEST, SHORTEST_CUT = 2, 3


def public_titles(words: Sequence[str], beginning: str, limit: int) -> list[str]:
    """Titles of what anybody may read that have ``words`` in any form and a word that begins so, the best first."""
    found = engine().titled([frozenset(word_terms(word)) for word in words], beginning, limit=limit)
    titles = dict(SearchEntry.objects.public().filter(pk__in=found).values_list("pk", "title"))
    return list(dict.fromkeys(titles[pk] for pk in found if pk in titles))


def offered_questions(text: str, *, found_nothing: bool) -> list[str]:
    """The question with its last word finished; when it found nothing, by ever fewer of that word's letters."""
    typed = text_words(text)
    if not typed or not term(typed[-1]).isalpha():
        return []
    *before, last = typed
    for beginning in _beginnings(term(last), cut=found_nothing):
        if words := _words_of(public_titles(before, beginning, TITLES), beginning, last):
            return [" ".join([*before, word]) for word in words]
    return []


def _beginnings(word: str, *, cut: bool) -> Iterator[str]:
    shortest = max(SHORTEST_CUT, (len(word) + 1) // 2) if cut else len(word)
    for length in range(len(word), min(shortest, len(word)) - 1, -1):
        if length >= SHORTEST:
            yield word[:length]


def _words_of(titles: Sequence[str], beginning: str, typed: str) -> list[str]:
    """Different words, not forms of one another."""
    words: list[str] = []
    taken = set(word_terms(typed))
    for word in (word for title in titles for word in text_words(title)):
        terms = word_terms(word)
        if terms[0].startswith(beginning) and taken.isdisjoint(terms):
            words.append(word)
            taken.update(terms)
    return words[:OFFERED]
