"""A resident reads an article."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from news.models import ArticleViews, NewsIndexPage, NewsPage
from tests.news.builders import kyiv, make_article, make_category, make_image

SHARED_WITH = ("facebook.com/sharer", "t.me/share", "viber://forward", "wa.me/", "mailto:?")


@pytest.fixture
def article_html(client: Client, news_index: NewsIndexPage) -> str:
    article = make_article(
        news_index,
        title='Школа "Мрія" відкрилась',
        lead="Діти зайшли до нових класів.",
        published_at=kyiv(2019, 9, 24, 14, 5),
        body=[("paragraph", "<p>Ремонт тривав рік.</p>")],
    )
    ArticleViews.objects.create(page=article, count=1234)
    return client.get(article.url).content.decode()


def test_shows_when_what_and_how_often(article_html: str) -> None:
    assert '<time datetime="2019-09-24T14:05:00+03:00">24&nbsp;вересня 2019, 14:05</time>' in article_html
    assert "Освіта" in article_html
    assert re.search(r"1\s234 перегляди", article_html)
    assert "Діти зайшли до нових класів." in article_html
    assert "Ремонт тривав рік." in article_html
    assert re.search(r'<p class="back"><a href="/novyny/">.*?Усі новини</a></p>', article_html, re.DOTALL)


def test_share_links_are_plain_and_load_nothing(article_html: str) -> None:
    for place in SHARED_WITH:
        assert re.search(rf'<a [^>]*href="[^"]*{re.escape(place)}', article_html), place
    loaded = re.findall(r'<(?:script|img|iframe|link)[^>]+(?:src|href)="(https?:[^"]+)', article_html)
    assert [address for address in loaded if "testserver" not in address] == []


def test_embed_code_can_be_pasted(client: Client, article_html: str) -> None:
    textarea = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", article_html, re.DOTALL)
    assert textarea, "the code is shown in a field to copy from"
    code = html.unescape(textarea.group(1))
    assert 'title="Школа &quot;Мрія&quot; відкрилась"' in code
    address = re.search(r'src="http://testserver(/embed/news/\d+/)"', code)
    assert address
    assert "Мрія" in client.get(address.group(1)).content.decode()


def test_one_view_and_none_yet_read_well(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index)
    assert "0 переглядів" in client.get(article.url).content.decode()
    ArticleViews.objects.create(page=article, count=1)
    assert "1 перегляд\n" in client.get(article.url).content.decode()


def test_cover_is_described(client: Client, news_index: NewsIndexPage, tmp_path: Path) -> None:
    article = make_article(
        news_index,
        cover=make_image(tmp_path),
        cover_alt="Двоповерхова школа",
        cover_caption="Головний вхід",
        cover_author="Олена Гай",
    )
    page = client.get(article.url).content.decode()
    assert 'alt="Двоповерхова школа"' in page
    assert "Головний вхід" in page
    assert "Фото: Олена Гай" in page


def test_more_on_the_subject_is_three_latest_of_the_category(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index)
    for number in range(1, 5):
        make_article(news_index, title=f"Про школу {number}", published_at=kyiv(2026, 1, number))
    make_article(news_index, title="Про дороги", category=make_category("Дороги"))
    page = client.get(article.url).content.decode()
    assert "Ще на цю тему" in page
    assert [n for n in range(1, 5) if f"Про школу {n}" in page] == [2, 3, 4]
    assert "Про дороги" not in page


def test_article_alone_offers_nothing_more(client: Client, news_index: NewsIndexPage) -> None:
    assert "Ще на цю тему" not in client.get(make_article(news_index).url).content.decode()


def test_sets_no_cookie(client: Client, news_index: NewsIndexPage) -> None:
    assert not client.get(make_article(news_index).url).cookies


def test_unpublished_article_is_not_found(client: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index)
    article.unpublish()
    assert client.get(article.url).status_code == 404


def test_new_article_is_dated_now(db: None) -> None:
    before = timezone.now()
    assert NewsPage().published_at >= before
