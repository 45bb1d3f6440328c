"""A resident looks through the list of news."""

import re
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.test import Client

from news.models import NewsIndexPage
from tests.news.builders import kyiv, make_article, make_category, make_private


def titles(page: str) -> list[str]:
    return re.findall(r'class="card__title"><a [^>]*>([^<]+)</a>', page)


@pytest.fixture
def thirty(news_index: NewsIndexPage) -> NewsIndexPage:
    for number in range(30):
        make_article(news_index, title=f"Подія {number:02}", published_at=kyiv(2026, 3, 1, 10, number))
    return news_index


def test_newest_first_twelve_to_a_page(client: Client, thirty: NewsIndexPage) -> None:
    first = client.get(thirty.url).content.decode()
    last = client.get(f"{thirty.url}?page=3").content.decode()
    assert titles(first) == [f"Подія {number:02}" for number in range(29, 17, -1)]
    assert titles(last) == [f"Подія {number:02}" for number in range(5, -1, -1)]
    assert "сторінка 3" in last


@pytest.mark.parametrize(
    ("number", "newest"), [("0", 5), ("-1", 5), ("99", 5), ("abc", 29), ("", 29), ("2\x00", 29), ("9" * 5000, 29)]
)
def test_bad_page_numbers_show_a_good_page(client: Client, thirty: NewsIndexPage, number: str, newest: int) -> None:
    answer = client.get(thirty.url, {"page": number})
    assert answer.status_code == 200
    assert titles(answer.content.decode())[0] == f"Подія {newest:02}"


def test_category_and_year_narrow_the_list(client: Client, news_index: NewsIndexPage) -> None:
    roads = make_category("Дороги та транспорт")
    make_article(news_index, title="Міст", category=roads, published_at=kyiv(2025, 5, 1))
    # In Kyiv this is already the new year, in UTC it is not yet.
    make_article(news_index, title="Асфальт", category=roads, published_at=kyiv(2026, 1, 1, 0, 30))
    make_article(news_index, title="Садок", published_at=kyiv(2026, 2, 1))
    by_category = client.get(news_index.url, {"category": "dorohy-ta-transport"}).content.decode()
    by_both = client.get(news_index.url, {"category": "dorohy-ta-transport", "year": "2026"}).content.decode()
    assert titles(by_category) == ["Асфальт", "Міст"]
    assert titles(by_both) == ["Асфальт"]
    assert "Новини: Дороги та транспорт, 2026</h1>" in by_both


def test_filter_links_keep_the_other_filter(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, published_at=kyiv(2025, 5, 1))
    make_article(news_index, published_at=kyiv(2026, 5, 1))
    page = client.get(news_index.url, {"category": "osvita", "page": "7"}).content.decode()
    assert 'href="?category=osvita&amp;year=2025"' in page
    assert re.search(r'<a [^>]*href="\?category=osvita"[^>]*aria-current="true"[^>]*>Освіта</a>', page)


@pytest.mark.parametrize(
    "query",
    [{"category": "nema"}, {"year": "1812"}, {"year": "2026’"}, {"category": "\x00"}, {"year": "9" * 5000}],
)
def test_unknown_filter_is_said_kindly(client: Client, news_index: NewsIndexPage, query: dict[str, str]) -> None:
    make_article(news_index)
    answer = client.get(news_index.url, query)
    assert answer.status_code == 404
    assert "Тут новин немає" in answer.content.decode()
    assert "Показати всі новини" in answer.content.decode()


def test_category_without_articles_is_not_offered(client: Client, news_index: NewsIndexPage) -> None:
    make_category("Спорт")
    make_article(news_index)
    assert "Спорт" not in client.get(news_index.url).content.decode()
    assert client.get(news_index.url, {"category": "sport"}).status_code == 404


def test_empty_list_says_so(client: Client, news_index: NewsIndexPage) -> None:
    assert "Новин ще немає" in client.get(news_index.url).content.decode()


def test_private_and_unpublished_are_left_out(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Відкрита")
    make_private(make_article(news_index, title="Службова"))
    make_article(news_index, title="Чернетка", live=False)
    for address in (news_index.url, f"{news_index.url}rss/"):
        page = client.get(address).content.decode()
        assert "Відкрита" in page
        assert "Службова" not in page
        assert "Чернетка" not in page


def test_feed_is_rss_with_whole_addresses(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index, title="Ярмарок «Осінь»", published_at=kyiv(2026, 9, 1, 9, 0))
    listing = client.get(news_index.url).content.decode()
    link = re.search(r'type="application/rss\+xml"[^>]*href="([^"]+)"', listing)
    assert link
    answer = client.get(link.group(1))
    assert answer["Content-Type"].startswith("application/rss+xml")
    item = ET.fromstring(answer.content).find("channel/item")  # noqa: S314 - the feed is our own
    assert item is not None
    assert item.findtext("title") == "Ярмарок «Осінь»"
    assert item.findtext("link") == f"http://testserver{article.url}"
    assert item.findtext("category") == "Освіта"
    assert item.findtext("pubDate") == "Tue, 01 Sep 2026 09:00:00 +0300"


def test_a_month_narrows_the_list_and_needs_its_year(client: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Міст", published_at=kyiv(2025, 12, 5))
    # In Kyiv this is already January, in UTC it is not yet.
    make_article(news_index, title="Асфальт", published_at=kyiv(2026, 1, 1, 0, 30))
    make_article(news_index, title="Садок", published_at=kyiv(2026, 2, 1))
    january = client.get(news_index.url, {"year": "2026", "month": "1"}).content.decode()
    assert titles(january) == ["Асфальт"]
    assert "Новини, січень 2026</h1>" in january
    assert re.search(r'<a [^>]*href="\?year=2026&amp;month=2"[^>]*>Лютий</a>', january)
    assert titles(client.get(news_index.url, {"year": "2025", "month": "12"}).content.decode()) == ["Міст"]
    for query in ({"month": "1"}, {"year": "2026", "month": "12"}, {"year": "2026", "month": "13"}, {"month": "\x00"}):
        assert client.get(news_index.url, query).status_code == 404, query


@pytest.mark.parametrize(("kind", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_each_category_has_feeds_that_the_page_names(
    client: Client, news_index: NewsIndexPage, kind: str, version: str
) -> None:
    bridge = make_article(news_index, title="Міст «Новий» & старий", category=make_category("Дороги"))
    make_article(news_index, title="Садок")
    page = client.get(news_index.url, {"category": "dorohy"}).content.decode()
    link = re.search(rf'<link rel="alternate" type="application/{kind}\+xml"[^>]*href="([^"]+)"', page)
    assert link
    answer = client.get(link[1])
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version) == (False, version)
    assert feed.feed.title.startswith("Новини: Дороги — ")
    assert [(entry.title, entry.link) for entry in feed.entries] == [("Міст «Новий» & старий", bridge.full_url)]
    assert len(feedparser.parse(client.get(f"{news_index.url}{kind}/").content).entries) == 2
    assert client.get(f"{news_index.url}{kind}/nema/").status_code == 404
