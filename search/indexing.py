"""Writing the index: entries, their texts, the full text of the engine and the words of the site."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from search.engines import engine
from search.engines.conditions import IndexedText
from search.models import TITLE_LENGTH, SearchEntry, SearchText, VocabularyTerm
from search.text.roots import roots
from search.text.sounds import sound
from search.text.terms import TERM_LENGTH, text_words, word_terms

# Of a longer text the beginning is found; a book of estimates must not outweigh the site.
BODY_LENGTH = 100_000
# How many values one statement names.
CHUNK = 500
_WORTH_CORRECTING_TO = re.compile("[а-щьюяєії]{3,}|[a-z]{3,}")
_ENTRY_FIELDS = ("page_id", "tail", "kind", "category", "year", "day", "title")


@dataclass(frozen=True)
class Indexable:
    """What a source tells of one thing that may be found by anybody."""

    source: str
    object_id: int
    page_id: int
    kind: str
    title: str
    lead: str = ""
    body: str = ""
    category: str = ""
    day: date | None = None
    tail: str = ""
    file_hash: str = ""


@transaction.atomic
def entries_write(*, items: Sequence[Indexable]) -> set[str]:
    """Put ``items`` into the index in the place of what it held of them; the terms they are made of come back."""
    if not items:
        return set()
    entries = SearchEntry.objects.bulk_create(
        [_entry(item) for item in items],
        update_conflicts=True,
        unique_fields=["source", "object_id"],
        update_fields=[name.removesuffix("_id") for name in _ENTRY_FIELDS],
    )
    texts = [
        SearchText(entry=entry, lead=item.lead, body=item.body[:BODY_LENGTH], file_hash=item.file_hash)
        for entry, item in zip(entries, items, strict=True)
    ]
    SearchText.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["entry"], update_fields=["lead", "body", "file_hash"]
    )
    indexed = [_indexed(entry.pk, item) for entry, item in zip(entries, items, strict=True)]
    engine().write(indexed)
    return _vocabulary_extend(indexed)


def entries_remove(*, source: str, object_ids: Iterable[int]) -> None:
    """Take things out of the index."""
    SearchEntry.objects.filter(source=source, object_id__in=list(object_ids)).delete()


def _entry(item: Indexable) -> SearchEntry:
    return SearchEntry(
        source=item.source,
        object_id=item.object_id,
        page_id=item.page_id,
        tail=item.tail,
        kind=item.kind,
        category=item.category[:80],
        year=item.day.year if item.day else None,
        day=item.day,
        title=item.title[:TITLE_LENGTH],
    )


def _indexed(entry_id: int, item: Indexable) -> IndexedText:
    title, lead, body = (
        [word_terms(word) for word in text_words(text)] for text in (item.title, item.lead, item.body[:BODY_LENGTH])
    )
    return IndexedText(entry_id, title, lead, body)


def _vocabulary_extend(texts: Sequence[IndexedText]) -> set[str]:
    """Add words the site has not used yet. Nothing is counted: two publications never wait for one another here."""
    found = {
        term
        for text in texts
        for column in (text.title, text.lead, text.body)
        for terms in column
        for term in terms
        if len(term) <= TERM_LENGTH and _WORTH_CORRECTING_TO.fullmatch(term)
    }
    ordered = sorted(found)
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        known = set(VocabularyTerm.objects.filter(term__in=chunk).values_list("term", flat=True))
        new = [vocabulary_term(term) for term in chunk if term not in known]
        VocabularyTerm.objects.bulk_create(new, ignore_conflicts=True)
    return found


def vocabulary_term(term: str) -> VocabularyTerm:
    """A word with the keys by which questions find it."""
    whole, bare = roots(term)
    return VocabularyTerm(term=term, sound=sound(term)[:60], root=whole, bare_root=bare)
