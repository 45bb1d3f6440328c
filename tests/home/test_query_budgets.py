"""How many queries each kind of page costs, and that the cost does not grow with the number of articles."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import HomePage, SectionPage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.news.builders import make_article, make_image

BUDGETS = {"home": 20, "article": 14, "news": 14, "section": 14, "search": 14}


@pytest.fixture
def addresses(home_page: HomePage, news_index: NewsIndexPage, tmp_path: Path) -> dict[str, str]:
    section = home_page.add_child(instance=SectionPage(title="Громада", slug="hromada", show_in_menus=True))
    add_articles(news_index, tmp_path, 5)
    return {
        "home": home_page.url,
        "article": NewsPage.objects.latest_first().first().url,
        "news": news_index.url,
        "section": section.url,
        "search": "/search/?q=Подія",
    }


def add_articles(index: NewsIndexPage, folder: Path, number: int) -> None:
    for place in range(number):
        cover = make_image(folder)
        body = [("paragraph", "<p>Подія тижня.</p>")]
        make_article(index, title=f"Подія {place}", cover=cover, cover_alt="Подія", body=body)


def queries(client: Client, address: str) -> list[str]:
    """What the page asks when pictures are already made; the first visit makes them."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"][:160] + query["sql"].partition(" FROM ")[2][:160] for query in captured]


@pytest.mark.parametrize("kind", BUDGETS)
def test_page_keeps_its_budget_and_does_not_grow(
    client: Client, addresses: dict[str, str], news_index: NewsIndexPage, tmp_path: Path, kind: str
) -> None:
    few = queries(client, addresses[kind])
    assert len(few) <= BUDGETS[kind], "\n".join(few)
    add_articles(news_index, tmp_path, 25)
    many = queries(client, addresses[kind])
    assert len(many) == len(few), "\n".join(many)


def test_section_does_not_grow_with_its_pages(client: Client, addresses: dict[str, str]) -> None:
    section = SectionPage.objects.get()
    section.add_child(instance=StandardPage(title="Сторінка", slug="storinka"))
    few = queries(client, addresses["section"])
    for number in range(20):
        section.add_child(instance=StandardPage(title=f"Сторінка {number}", slug=f"storinka-{number}"))
    assert len(queries(client, addresses["section"])) == len(few) <= BUDGETS["section"]
