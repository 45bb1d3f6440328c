"""Another site shows the card of an article."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from news.models import NewsIndexPage
from tests.news.builders import kyiv, make_article, make_category, make_image, make_private
from tests.services.frames import FRAME_SCRIPT, scripts_of


def test_card_may_stand_in_any_frame(client: Client, news_index: NewsIndexPage, tmp_path: Path) -> None:
    article = make_article(
        news_index, title="Відкриття парку", lead="У суботу.", cover=make_image(tmp_path), cover_alt="Алея"
    )
    answer = client.get(reverse("news:embed", args=[article.pk]))
    page = answer.content.decode()
    assert f'<a href="http://testserver{article.url}" target="_blank" rel="noopener">Відкриття парку</a>' in page
    assert "У суботу." in page
    assert 'alt="Алея"' in page
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_card_has_no_menu_no_form_and_counts_nothing(client: Client, news_index: NewsIndexPage) -> None:
    page = client.get(reverse("news:embed", args=[make_article(news_index).pk])).content.decode()
    for tag in ("<nav", "<form", "/pixel/"):
        assert tag not in page
    assert scripts_of(page) == [FRAME_SCRIPT]


@pytest.mark.parametrize("how", ["draft", "private", "private list", "no such page", "not an article"])
def test_only_what_anybody_may_read(client: Client, news_index: NewsIndexPage, how: str) -> None:
    article = make_article(news_index, live=how != "draft")
    if how.startswith("private"):
        make_private(news_index if how == "private list" else article)
    page_id = {"no such page": 999_999_999, "not an article": news_index.pk}.get(how, article.pk)
    assert client.get(reverse("news:embed", args=[page_id])).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 40, "-1", "1.5", "abc"])
def test_impossible_numbers_are_not_found(client: Client, home_page: object, number: str) -> None:
    assert client.get(f"/embed/news/{number}/").status_code == 404


def test_another_site_learns_how_to_show_the_article(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index, title="Відкриття парку")
    page = client.get(article.url).content.decode()
    assert 'type="application/json+oembed"' in page
    answer = client.get("/oembed", {"url": article.full_url}).json()
    assert answer["title"] == "Відкриття парку"
    assert f'src="http://testserver{reverse("news:embed", args=[article.pk])}"' in answer["html"]


def test_an_article_not_for_everybody_is_refused(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index)
    make_private(article)
    assert client.get("/oembed", {"url": article.full_url}).status_code == 401
    draft = make_article(news_index, live=False)
    assert client.get("/oembed", {"url": draft.full_url}).status_code == 404


def test_the_list_of_news_stands_in_another_sites_frame(client: Client, news_index: NewsIndexPage) -> None:
    for number in range(7):
        make_article(news_index, title=f"Новина {number}", published_at=kyiv(2026, 3, 1 + number))
    make_article(news_index, title="Міст", category=make_category("Дороги"), published_at=kyiv(2026, 2, 1))
    page = client.get(news_index.url).content.decode()
    textarea = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert textarea, "the code is shown in a field to copy from"
    address = re.search(r'src="http://testserver([^"]+)"', html.unescape(textarea[1]))
    assert address
    answer = client.get(address[1])
    shown = answer.content.decode()
    assert re.findall(r"Новина \d", shown) == [f"Новина {number}" for number in (6, 5, 4, 3, 2)]
    assert "Усі новини" in shown
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert scripts_of(shown) == [FRAME_SCRIPT]
    one = client.get(news_index.url, {"category": "dorohy"}).content.decode()
    assert f"{address[1]}?category=dorohy" in html.unescape(html.unescape(one))
    narrowed = client.get(f"{address[1]}?category=dorohy").content.decode()
    assert "Міст" in narrowed
    assert "Новина" not in narrowed.replace("Новини", "")


def test_another_site_learns_how_to_show_the_list(client: Client, news_index: NewsIndexPage) -> None:
    answer = client.get("/oembed", {"url": news_index.full_url}).json()
    assert answer["title"] == "Новини"
    assert f'src="http://testserver{reverse("news:embed_list", args=[news_index.pk])}"' in answer["html"]
    make_private(news_index)
    assert client.get("/oembed", {"url": news_index.full_url}).status_code == 401
    assert client.get(reverse("news:embed_list", args=[news_index.pk])).status_code == 404
