"""Publishing one page costs the same however much can be found: no index is read from end to end, ours or Wagtail's."""

import random
from typing import Any

from django.test import Client
from wagtail.search.models import IndexEntry

from bench.search_texts import invented_words
from news.models import NewsIndexPage
from search.indexing import Indexable, entries_write
from search.models import SearchEntry, SearchText, VocabularyTerm
from tests.news.builders import make_article
from tests.search.test_search import ask, found
from tests.services.plans import gone_through, statements
from tests.services.statistics import gather_statistics

ENTRIES = 3000
MODELS = (SearchEntry, SearchText, VocabularyTerm, IndexEntry)
# On SQLite, full texts stand in tables of their own.
TABLES = [*(model._meta.db_table for model in MODELS), "search_fulltext", f"{IndexEntry._meta.db_table}_fts"]


def test_publishing_a_page_goes_through_no_index(
    client: Client, news_index: NewsIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    fill(news_index)
    with statements() as asked, django_capture_on_commit_callbacks(execute=True):
        article = make_article(news_index, title="Ярмарок меду")
        article.lead = "На площі."
        article.save_revision().publish()
    assert found(ask(client, q="ярмарку на площі")) == ["Ярмарок меду"]
    # Both indexes were written, so there was something to look at.
    written = " ".join(sql for sql, _ in asked if sql.lstrip().startswith(("INSERT", "UPDATE")))
    assert {table for table in TABLES[:4] if table in written} == set(TABLES[:4])
    with statements() as taken_back, django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
        article.delete()
    assert gone_through(asked + taken_back, TABLES) == []


def test_a_statement_that_does_is_seen(news_index: NewsIndexPage) -> None:
    fill(news_index)
    with statements() as asked:
        list(SearchEntry.objects.filter(title__contains="х"))
        list(IndexEntry.objects.filter(title_norm=2.0))
    assert [table for table, _ in gone_through(asked, TABLES)] == [TABLES[0], TABLES[3]]


def fill(index: NewsIndexPage) -> None:
    """Entries and words as of a site that has worked for years, in both indexes."""
    words = invented_words(set(), random.Random(5), ENTRIES)  # noqa: S311 - invented words, no secret
    entries_write(
        items=[
            Indexable("page", 10**6 + place, index.pk, "news", f"{word} {words[place - 1]}", lead=word)
            for place, word in enumerate(words)
        ]
    )
    # As many of Wagtail's, after one that is there.
    one = IndexEntry.objects.get(object_id=str(make_article(index).pk))
    numbers = range(10**6, 10**6 + ENTRIES)
    fields = {field.attname: getattr(one, field.attname) for field in IndexEntry._meta.fields if not field.primary_key}
    IndexEntry.objects.bulk_create(IndexEntry(**{**fields, "object_id": str(number)}) for number in numbers)
    gather_statistics(*MODELS)
