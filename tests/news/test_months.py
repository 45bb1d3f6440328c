"""Pages of a long list, cut by counts of months, against the same list cut place by place."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from news.filters import ListFilters
from news.models import ArticleMonth, NewsCategory, NewsIndexPage, NewsPage
from news.models.dated_index import PAGES_PER_LIST
from news.months import MonthPaginator, article_facets, article_months_recount
from tests.news.builders import kyiv, make_article, make_category, make_private

CATEGORIES = ("Освіта", "Культура", "Спорт")


def fill(index: NewsIndexPage, number: int, seed: int) -> list[NewsPage]:
    """Articles over some years: crowded months, empty months, equal moments, midnights of Kyiv."""
    chance = random.Random(seed)  # noqa: S311 - guards nothing
    begin = datetime(2021, 12, 31, 21, 30, tzinfo=UTC)
    moments = [begin + timedelta(hours=chance.choice((0, 1, chance.randrange(40_000)))) for _ in range(number)]
    categories = [make_category(name) for name in CATEGORIES]
    return [make_article(index, published_at=moment, category=chance.choice(categories)) for moment in moments]


def check(index: NewsIndexPage) -> None:
    """Every page of every way to narrow the list holds what the plain list holds there."""
    plain = index.entries()
    facets = article_facets(plain, index.path)
    assert facets == plain.facets()
    years = {str(facet.year) for facet in facets}
    queries = [{}, {"category": "osvita"}, *({"year": year} for year in years)]
    queries += [{"category": "sport", "year": str(facet.year), "month": str(facet.month)} for facet in facets]
    for query in queries:
        filters = ListFilters.from_query(query, facets)
        narrowed = filters.apply(plain)
        pages = MonthPaginator(narrowed, PAGES_PER_LIST, filters.chosen_facets)
        expected = Paginator(list(narrowed), PAGES_PER_LIST)
        assert (pages.count, pages.num_pages) == (expected.count, expected.num_pages)
        for number in expected.page_range:
            assert list(pages.page(number)) == list(expected.page(number)), (query, number)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_article_is_lost_or_twice(news_index: NewsIndexPage, seed: int) -> None:
    fill(news_index, 70, seed)
    check(news_index)


def test_what_happens_to_articles_is_counted(home_page: HomePage, news_index: NewsIndexPage) -> None:
    articles = fill(news_index, 24, 7)
    other = home_page.add_child(instance=NewsIndexPage(title="Інші новини", slug="inshi"))
    articles[0].unpublish()
    articles[1].published_at = kyiv(2020, 1, 1)
    articles[1].save()
    NewsPage.objects.filter(pk__in=[page.pk for page in articles[2:6]]).update(category=make_category("Спорт"))
    articles[6].move(other, pos="last-child")
    articles[7].delete()
    make_private(articles[8])
    Page.objects.filter(pk__in=[page.pk for page in articles[9:12]]).update(live=False)
    make_article(news_index, live=False)
    for index in (news_index, other):
        check(NewsIndexPage.objects.get(pk=index.pk))
    assert not article_months_recount()


def test_a_list_that_moves_takes_its_counts_along(home_page: HomePage, news_index: NewsIndexPage) -> None:
    fill(news_index, 15, 5)
    first = home_page.get_children().first()
    other = home_page.add_child(instance=NewsIndexPage(title="Інші новини", slug="inshi"))
    make_article(other)
    Page.objects.get(pk=other.pk).move(Page.objects.get(pk=first.pk), pos="left")
    for index in NewsIndexPage.objects.all():
        check(index)


def test_a_private_list_shows_nothing_and_counts_nothing(news_index: NewsIndexPage) -> None:
    articles = fill(news_index, 15, 5)
    make_private(articles[3])
    make_private(news_index)
    assert article_facets(news_index.entries(), news_index.path) == []
    PageViewRestriction.objects.all().delete()
    check(news_index)


def test_wrong_counts_are_found_and_counted_anew(news_index: NewsIndexPage) -> None:
    fill(news_index, 15, 5)
    spoiled = ArticleMonth.objects.update(pages=99)
    # Only where the database keeps them is there anything to spoil.
    assert article_months_recount() is bool(spoiled)
    check(news_index)


def test_the_address_of_a_page_is_what_it_was(client: Client, news_index: NewsIndexPage) -> None:
    for number in range(30):
        make_article(news_index, title=f"Подія {number:02}", published_at=kyiv(2026, 3, 1, 10, number))
    last = client.get(f"{news_index.url}?page=3&year=2026").content.decode()
    assert "Подія 05" in last
    assert "Подія 06" not in last


def test_any_page_of_the_list_asks_as_much(client: Client, news_index: NewsIndexPage) -> None:
    fill(news_index, 60, 4)

    def queries(number: int) -> int:
        client.get(news_index.url, {"page": number})
        with CaptureQueriesContext(connection) as captured:
            client.get(news_index.url, {"page": number})
        return len(captured)

    assert len({queries(number) for number in range(1, 6)}) == 1


def test_a_category_without_articles_may_be_deleted(news_index: NewsIndexPage) -> None:
    article = make_article(news_index, category=make_category("Спорт"))
    article.category = make_category("Освіта")
    article.save()
    NewsCategory.objects.get(name="Спорт").delete()
    check(news_index)
