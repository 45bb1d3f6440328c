"""From a question to entries in the order in which they are shown.

What has every word comes first. While that is less than a page, entries with words of the same root follow; while it is
almost nothing, entries with the most telling of the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log2
from typing import NamedTuple

from community.core.local_time import today
from search.engines import engine
from search.engines.conditions import Clause, Hit, Limits
from search.models import SearchEntry
from search.synonyms import Groups, clauses_of, synonym_groups, terms_of
from search.text.terms import term
from search.understanding import AskedWord, Mending, asked_words, widened, words_as_typed

# So many of the best are put in order; of more the page says «понад».
RANKED = 1000
# What another word of the same root tells, beside the word itself.
AKIN = 0.5
# Entries with one word of several are gathered to this number.
GATHERED = 300
# Of the best so many are looked through for the phrase as it was typed.
PHRASED = 100
FULL, FEW = 10, 3
# What is far less telling than the best is left out.
TELLING = 0.4
PHRASE, FRESH = 1.0, 0.15
_OF_THEIR_DAY = frozenset({"news", "announcements", "events"})


@dataclass(frozen=True)
class Question:
    """What somebody asks, and how the answer is to look."""

    text: str
    limits: Limits = field(default_factory=Limits)
    newest: bool = False
    as_typed: bool = False


class Row(NamedTuple):
    """What of an entry decides about its place and its facets."""

    pk: int
    kind: str
    category: str
    year: int | None
    day: date | None


@dataclass(frozen=True)
class Found:
    """Entries anybody may read, the best first."""

    rows: Sequence[Row] = ()
    words: Sequence[AskedWord] = ()
    # Whether there are more than could be ranked.
    more: bool = False
    # How many have every word of the question.
    whole: int = 0
    clauses: Sequence[Clause] = field(default_factory=tuple)

    @property
    def terms(self) -> frozenset[str]:
        """What to mark in texts."""
        return frozenset(term for clause in self.clauses for wording in clause for word in wording for term in word)


def find(question: Question) -> Found:
    """Answer a question; nothing to ask for finds nothing."""
    if not question.text:
        return Found()
    groups = synonym_groups()
    typed = words_as_typed(question.text)
    found = _found(typed, question, groups, mended=False)
    if found.rows or question.as_typed:
        return found
    for trusting in (True, False):
        # Untrusting: the words are known, and yet nothing anybody may read has them.
        words = asked_words(question.text, also_known=terms_of(groups), trusting=trusting)
        found = _found(words, question, groups, mended=True)
        if found.rows or not words:
            break
    return found


def _found(words: Sequence[AskedWord], question: Question, groups: Groups, *, mended: bool) -> Found:
    """What the words find; before they are mended, only if something has all of them."""
    asked = [word for word in words if not word.idle] or list(words)
    if not asked:
        return Found(words=words)
    clauses = clauses_of(asked, groups)
    tiers = [_with_all(clauses, question, _phrase(words))]
    more = len(tiers[0]) > RANKED
    if not question.as_typed and len(tiers[0]) < FULL and (mended or tiers[0]):
        narrow, clauses = clauses, clauses_of([widened(word) for word in asked], groups)
        if clauses != narrow:
            tiers.append(_with_all(clauses, question))
        if len(tiers[-1]) < FEW and len(clauses) > 1:
            tiers.append(_with_any(clauses, narrow, question))
    rows, whole = _ordered(tiers, question)
    if question.newest:
        rows = sorted(rows, key=lambda row: (row.day or date.min, row.pk), reverse=True)
    return Found(rows, words, more, whole, clauses)


# What was found by one way of asking: entries and how well each fits.
Scores = dict[int, float]


def _with_all(clauses: Sequence[Clause], question: Question, phrase: Sequence[str] = ()) -> Scores:
    hits = engine().match(clauses, question.limits, limit=RANKED + 1, newest=question.newest)
    scores = _shares(hits)
    if hits and len(phrase) > 1:
        for entry_id in engine().with_phrase(phrase, among=[hit.entry_id for hit in hits[:PHRASED]]):
            scores[entry_id] += PHRASE
    return scores


def _with_any(clauses: Sequence[Clause], narrow: Sequence[Clause], question: Question) -> Scores:
    """Entries with the most telling words; the word itself (``narrow``) tells more than another of its root."""
    scores: Scores = {}
    for clause, itself in zip(clauses, narrow, strict=True):
        hits = engine().match([clause], question.limits, limit=GATHERED)
        telling = 1 / log2(len(hits) + 2)
        exact = hits if clause == itself else engine().match([itself], question.limits, limit=GATHERED)
        said = {hit.entry_id for hit in exact}
        for entry_id, share in _shares(hits).items():
            score = telling * (1 + 0.2 * share) * (1 if entry_id in said else AKIN)
            scores[entry_id] = scores.get(entry_id, 0) + score
    least = TELLING * max(scores.values(), default=0)
    return {entry_id: score for entry_id, score in scores.items() if score >= least}


def _shares(hits: Sequence[Hit]) -> Scores:
    best = max((hit.score for hit in hits), default=0) or 1
    return {hit.entry_id: hit.score / best for hit in hits}


def _ordered(tiers: Sequence[Scores], question: Question) -> tuple[list[Row], int]:
    """What anybody may read of them, tier after tier and the best of each first; how many are of the first tier."""
    places: dict[int, tuple[int, float]] = {}
    for number, scores in enumerate(tiers):
        for entry_id, score in scores.items():
            places.setdefault(entry_id, (number, -score))
    if not places:
        return [], 0
    entries = SearchEntry.objects.public().filter(pk__in=list(places), **_held(question.limits))
    rows = [Row(*row) for row in entries.values_list(*Row._fields)]
    now = today()
    rows.sort(key=lambda row: (places[row.pk][0], places[row.pk][1] - _freshness(row, now), -row.pk))
    return rows[:RANKED], sum(places[row.pk][0] == 0 for row in rows)


def _held(limits: Limits) -> dict[str, str | int]:
    return {name: value for name, value in vars(limits).items() if value}


def _freshness(row: Row, now: date) -> float:
    if row.kind not in _OF_THEIR_DAY or not row.day:
        return 0
    return FRESH / (1 + max((now - row.day).days, 0) / 180)


def _phrase(words: Sequence[AskedWord]) -> list[str]:
    """The forms side by side; of mended words nobody typed a form."""
    if any(word.mending is not Mending.NONE for word in words):
        return []
    return [term(word.shown) for word in words]
