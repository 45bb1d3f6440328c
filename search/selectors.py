"""What the search page shows: results of a question with their excerpts, facets and what was done with the question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urljoin

from django.core.paginator import Page as ResultPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from search.engines import engine
from search.engines.conditions import Limits
from search.excerpts import Marker, as_written
from search.facets import Facet, facets, narrowed
from search.finding import RANKED, Found, Question, Row, find
from search.kinds import KINDS
from search.models import Promotion, SearchEntry
from search.offers import offered_questions, public_titles
from search.remembered import promotion_words
from search.text.terms import term, text_words, word_terms
from search.understanding import AskedWord, Mending

RESULTS_PER_PAGE = 10
QUERY_MAX_LENGTH = 200
SUGGESTIONS = 8
PROMOTED = 3
MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True)
class Result:
    """One line of the list."""

    entry: SearchEntry
    url: str
    kind: str | Promise
    title: SafeString
    excerpt: SafeString

    @property
    def day(self) -> date | None:
        return self.entry.day


@dataclass(frozen=True)
class Answer:
    """A page of results and all that is said around them."""

    page: "ResultPage[Row]"
    results: Sequence[Result] = ()
    facets: Sequence[Facet] = ()
    # More than were put in order.
    more: bool = False
    # The question as it was understood, when that is another spelling.
    shown_as: str = ""
    # Whether some results have only a part of the words.
    partly: bool = False
    # Other questions that may have been meant.
    offers: Sequence[str] = ()
    promoted: Sequence[Promotion] = ()

    @property
    def count(self) -> int:
        return min(int(self.page.paginator.count), RANKED)


def query_clean(raw: str) -> str:
    """What of a typed query can be searched for: printable, single-spaced, of a sane length."""
    visible = raw[: QUERY_MAX_LENGTH * 2].translate(MARKS_OF_DIRECTION)
    printable = "".join(char if char.isprintable() else " " for char in visible)
    return " ".join(printable.split())[:QUERY_MAX_LENGTH].strip()


def search(question: Question, *, page_number: str | int = 1, request: HttpRequest | None = None) -> Answer:
    """Answer a question. A bad ``page_number`` gives the nearest good page."""
    if not question.text:
        return Answer(Paginator([], RESULTS_PER_PAGE).get_page(1))
    found = find(replace(question, limits=Limits()))
    rows = narrowed(found.rows, question.limits)
    more = found.more
    if more and question.limits:
        within = find(question)
        rows, more = list(within.rows), within.more
    page = Paginator(rows, RESULTS_PER_PAGE).get_page(page_number)
    return Answer(
        page,
        _results(list(page), found, request),
        facets(found.rows, question.limits, counted=not found.more),
        more,
        _shown_as(found) if rows else "",
        partly=0 <= found.whole < len(found.rows),
        offers=_offers(question, found),
        promoted=_promoted(question.text) if page.number == 1 else (),
    )


def suggestions(text: str) -> list[str]:
    """Titles of what anybody may read that have the words of ``text``, its last one perhaps unfinished."""
    typed = text_words(text)
    if not typed:
        return []
    *whole, last = typed
    return public_titles(whole, term(last), SUGGESTIONS * 4)[:SUGGESTIONS]


def _results(rows: Sequence[Row], found: Found, request: HttpRequest | None) -> list[Result]:
    entries = SearchEntry.objects.select_related("page", "text").in_bulk([row.pk for row in rows])
    marker = Marker(found.terms)
    return [_result(entries[row.pk], marker, request) for row in rows if row.pk in entries]


def _result(entry: SearchEntry, marker: Marker, request: HttpRequest | None) -> Result:
    return Result(
        entry,
        urljoin(entry.page.get_url(request) or "", entry.tail),
        KINDS.get(entry.kind, ""),
        marker.marked(entry.title),
        marker.excerpt(entry.text.lead, entry.text.body),
    )


def _shown_as(found: Found) -> str:
    """The question in the spelling that was looked for; empty when it is the one that was typed."""
    if not any(word.mending is Mending.SPELLING for word in found.words):
        return ""
    return " ".join(_shown(word) for word in found.words)


def _offers(question: Question, found: Found) -> list[str]:
    """Where something has every word as it was typed, nothing else was meant."""
    if found.rows and all(word.mending in (Mending.NONE, Mending.SPELLING) for word in found.words):
        return []
    return offered_questions(question.text, found_nothing=not found.rows)


def _shown(word: AskedWord) -> str:
    """The first of the words it may be that stands in something anybody may read, as it is written there."""
    for candidate in word.candidates if word.mending is Mending.SPELLING else ():
        hits = engine().match([((frozenset({candidate}),),)], Limits(), limit=RESULTS_PER_PAGE)
        keys = [hit.entry_id for hit in hits]
        if entry := SearchEntry.objects.public().select_related("text").filter(pk__in=keys).first():
            return as_written(candidate, f"{entry.title} {entry.text.lead} {entry.text.body}") or candidate
    return word.shown


def _promoted(text: str) -> list[Promotion]:
    """Recommended pages whose words are all in the question."""
    asked = frozenset(term for word in text_words(text) for term in word_terms(word))
    keys = [pk for pk, words in promotion_words() if _is_meant(words, asked)][:PROMOTED]
    if not keys:
        return []
    chosen = Promotion.objects.select_related("page").filter(pk__in=keys, page__live=True)
    return [promotion for promotion in chosen if not promotion.page.get_view_restrictions().exists()]


def _is_meant(promoted: str, asked: frozenset[str]) -> bool:
    sets = [text_words(words) for words in promoted.split(",")]
    return any(words and all(not asked.isdisjoint(word_terms(word)) for word in words) for words in sets)
