"""Petitions found by lemmas: by words in the list, and as similar ones before somebody writes the same again.

The database only looks for words between spaces in ``Petition.lemmas``, so SQLite and PostgreSQL find the same.
"""

from collections import Counter
from functools import lru_cache

from django.db.models import Case, IntegerField, Q, Value, When

from community.core.text.lemmas import lemmatiser, words
from community.core.text.similarity import SIMILAR, Frequencies, TextProfile, similarity, text_profile
from community.core.text.stop_words import STOP_LEMMAS
from engagement.models import Petition
from engagement.models.petition import PetitionQuerySet

# So many words of a question are looked for, the longest ones.
WORDS_ASKED = 10
# From this length on the beginning of a word is enough: «ремонт» finds «ремонтувати».
BEGINNING = 4
# Titles pick so many; of these the texts are compared, where there is one to compare with.
COMPARED_WHOLE = 30
REMEMBERED_TITLES = 4096


def lemmas_of(*texts: str) -> str:
    """Every word of ``texts`` and its lemmas, each once and between spaces: the value of ``Petition.lemmas``."""
    found = {lemma for text in texts for word in words(text) for lemma in lemmatiser().lemmas(word)}
    return f" {' '.join(sorted(found))} "


def search_petitions(queryset: PetitionQuerySet, asked: str) -> PetitionQuerySet:
    """Those of ``queryset`` with every word of ``asked``, the newest first; else those with any, the best first.

    Words count in any inflection; a number also finds the petition that bears it. An empty question finds all.
    """
    conditions = [_has_word(word) for word in _words_that_matter(asked)]
    if not conditions:
        return queryset.none() if asked.strip() else queryset
    with_all = queryset
    for condition in conditions:
        with_all = with_all.filter(condition)
    if len(conditions) == 1 or with_all.exists():
        return with_all.order_by("-published_at", "-pk")
    matches = [Case(When(condition, then=1), default=0, output_field=IntegerField()) for condition in conditions]
    with_any = queryset.annotate(words_found=sum(matches, start=Value(0))).filter(words_found__gt=0)
    return with_any.order_by("-words_found", "-published_at", "-pk")


def similar_petitions(title: str, text: str = "", limit: int = 5) -> list[Petition]:
    """Published petitions that speak of the same as ``title``, the most similar first, their counts at hand."""
    asked = _title_profile(title)
    if not asked.lemmas:
        return []
    published = Petition.objects.published()
    candidates = list(published.filter(_has_any(asked.lemmas)).values_list("pk", "title"))
    profiles = {pk: _title_profile(candidate) for pk, candidate in candidates}
    # Whoever has a word of the title is a candidate, so its words are counted in full; others only seem rarer.
    frequencies = Frequencies(
        published.count(), Counter(lemma for profile in profiles.values() for lemma in profile.lemmas)
    )
    scores = {pk: similarity(asked, profile, frequencies=frequencies) for pk, profile in profiles.items()}
    if text:
        whole, likeliest = text_profile(title, text), _best(scores, COMPARED_WHOLE)
        texts = published.filter(pk__in=likeliest).values_list("pk", "title", "text")
        scores = {
            pk: similarity(whole, text_profile(its_title, its_text), frequencies=frequencies)
            for pk, its_title, its_text in texts
        }
    best = [pk for pk in _best(scores, limit) if scores[pk] >= SIMILAR]
    found = published.select_related("count").in_bulk(best)
    return [found[pk] for pk in best]


def _words_that_matter(asked: str) -> list[str]:
    """The words of a question but those without meaning, unless it has no others."""
    typed = dict.fromkeys(words(asked))
    meaningful = [word for word in typed if lemmatiser().lemmas(word).isdisjoint(STOP_LEMMAS)]
    return sorted(meaningful or typed, key=len, reverse=True)[:WORDS_ASKED]


def _has_word(word: str) -> Q:
    condition = _has_any(lemmatiser().lemmas(word))
    if len(word) >= BEGINNING:
        condition |= Q(lemmas__contains=f" {word}")
    # As long as the column can hold.
    if word.isdecimal() and len(word) < BEGINNING * 2:
        condition |= Q(number=int(word))
    return condition


def _has_any(lemmas: frozenset[str]) -> Q:
    condition = Q()
    for lemma in sorted(lemmas):
        condition |= Q(lemmas__contains=f" {lemma} ")
    return condition


def _best(scores: dict[int, float], limit: int) -> list[int]:
    return sorted(scores, key=lambda pk: (-scores[pk], -pk))[:limit]


@lru_cache(REMEMBERED_TITLES)
def _title_profile(title: str) -> TextProfile:
    return text_profile(title)
