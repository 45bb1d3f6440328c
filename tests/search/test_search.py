"""A resident searches the site."""

import html
import re

import pytest
from django.test import Client

from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from search.selectors import query_clean
from tests.news.builders import kyiv, make_article, make_private

ODD_QUERIES = [
    "\x00",
    "школа\x00",
    "а" * 10_000,
    "слово " * 3000,
    "!!!",
    "\"'(*)",
    "AND OR NOT",
    "школа*",
    '"незакрита',
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "🙂",
    "\ud800",
    "%",
    "\\",
    "title:школа",
    "школа & | ! <-> :*",
    "{школа}",
    "^школа",
    "-",
]


def ask(client: Client, **query: str) -> str:
    answer = client.get("/search/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def found(page: str) -> list[str]:
    titles = re.findall(r'class="link-list__link" href="[^"]*" ping="[^"]*">(.+?)</a>', page)
    return [re.sub("</?mark>", "", title) for title in titles]


def test_finds_pages_and_articles_by_title_and_text(
    client: Client, home_page: HomePage, news_index: NewsIndexPage
) -> None:
    home_page.add_child(instance=StandardPage(title="Пожежна частина", slug="pozhezhna", intro="Телефон 101."))
    make_article(
        news_index,
        title="Навчання рятувальників",
        lead="Як діяти, коли горить.",
        published_at=kyiv(2026, 2, 3),
        body=[("paragraph", "<p>Прийшла пожежна машина.</p>")],
    )
    make_article(news_index, title="Ярмарок")
    page = ask(client, q="пожежна")
    assert sorted(found(page)) == ["Навчання рятувальників", "Пожежна частина"]
    assert "Знайдено 2 результати" in page
    assert "Прийшла <mark>пожежна</mark> машина." in page
    assert "3&nbsp;лютого 2026" in page


def test_asks_for_a_word_when_there_is_none(client: Client, home_page: HomePage) -> None:
    page = ask(client)
    assert "<title>Пошук —" in page
    assert "Введіть одне-два слова" in page
    assert ask(client, q="   ") == page


def test_finding_nothing_is_said_with_advice(client: Client, home_page: HomePage) -> None:
    page = html.unescape(ask(client, q="гіпопотам"))
    assert "За запитом «гіпопотам» нічого не знайдено" in page
    assert "Перевірте, чи немає помилки" in page
    assert 'value="гіпопотам"' in page


def test_only_what_anybody_may_read(client: Client, home_page: HomePage, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Таємниця відкрита")
    make_article(news_index, title="Таємниця чернетки", live=False)
    make_private(make_article(news_index, title="Таємниця закрита"))
    closed = home_page.add_child(instance=StandardPage(title="Для своїх", slug="dlia-svoikh"))
    make_private(closed)
    assert found(ask(client, q="таємниця")) == ["Таємниця відкрита"]
    assert found(ask(client, q="своїх")) == []
    make_private(news_index)
    assert found(ask(client, q="таємниця")) == []


def test_unpublished_page_leaves_the_results(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index, title="Ярмарок меду")
    assert found(ask(client, q="ярмарок")) == ["Ярмарок меду"]
    article.unpublish()
    assert found(ask(client, q="ярмарок")) == []


def test_ten_to_a_page_and_bad_numbers_do_no_harm(client: Client, news_index: NewsIndexPage) -> None:
    for number in range(23):
        make_article(news_index, title=f"Ярмарок {number}")
    first, last = ask(client, q="ярмарок"), ask(client, q="ярмарок", page="3")
    assert (len(found(first)), len(found(last))) == (10, 3)
    assert "Знайдено 23 результати" in first
    assert '<ol class="link-list" start="21">' in last
    assert found(ask(client, q="ярмарок", page="99")) == found(last)
    for bad in ("abc", "", "1\x00", "1.5"):
        assert found(ask(client, q="ярмарок", page=bad)) == found(first)


def test_next_page_keeps_the_query(client: Client, news_index: NewsIndexPage) -> None:
    for number in range(11):
        make_article(news_index, title=f"Ярмарок {number}")
    link = re.search(r'rel="next" href="([^"]+)"', ask(client, q="ярмарок"))
    assert link
    address = html.unescape(link.group(1))
    assert len(found(client.get(f"/search/{address}").content.decode())) == 1


@pytest.mark.parametrize("query", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
def test_odd_queries_are_answered(client: Client, news_index: NewsIndexPage, query: str) -> None:
    make_article(news_index, title="Школа")
    answer = client.get("/search/", {"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Пошук</h1>" in page
    assert "<script>alert" not in page


def test_query_is_cut_to_what_can_be_searched() -> None:
    assert query_clean("  школа\x00\n  №5\t") == "школа №5"
    assert len(query_clean("а" * 10_000)) == 200


def test_results_are_kept_out_of_search_engines_and_set_no_cookie(client: Client, home_page: HomePage) -> None:
    answer = client.get("/search/", {"q": "школа"})
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert client.post("/search/").status_code == 405
