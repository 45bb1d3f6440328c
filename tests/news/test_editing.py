"""An editor writes an article in the admin."""

from pathlib import Path
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from community.accounts.models import User
from news.models import NewsCategory, NewsIndexPage, NewsPage
from tests.news.builders import kyiv, make_article, make_category, make_image


@pytest.fixture
def editor(client: Client, news_index: NewsIndexPage) -> Client:
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "long-enough-1"))
    return client


def form(**fields: Any) -> dict[str, Any]:
    """What the browser sends from the editor's form."""
    return nested_form_data(
        {
            "title": "Відкрили бібліотеку",
            "slug": "vidkryly-biblioteku",
            "published_at": "24.09.2026 14:05",
            "category": make_category("Культура").pk,
            "lead": "Читальний зал приймає гостей.",
            "cover": "",
            "cover_alt": "",
            "cover_caption": "",
            "cover_author": "",
            "body": streamfield([("paragraph", rich_text("<p>Запрошуємо щодня.</p>"))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            **fields,
        }
    )


def add_url(index: NewsIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])


def test_form_speaks_ukrainian_and_is_grouped(editor: Client, news_index: NewsIndexPage) -> None:
    page = editor.get(add_url(news_index)).content.decode()
    for words in ("Коротко", "Дата й час", "Рубрика", "Обкладинка", "Що на обкладинці"):
        assert words in page, words


def test_published_article_reaches_residents(editor: Client, news_index: NewsIndexPage) -> None:
    answer = editor.post(add_url(news_index), {**form(), "action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    page = Client().get(f"{news_index.url}vidkryly-biblioteku/").content.decode()
    assert "Відкрили бібліотеку" in page
    assert "24&nbsp;вересня 2026, 14:05" in page
    assert "Запрошуємо щодня." in page


def test_cover_without_words_is_refused_but_may_wait_in_a_draft(
    editor: Client, news_index: NewsIndexPage, tmp_path: Path
) -> None:
    data = form(cover=make_image(tmp_path).pk)
    refused = editor.post(add_url(news_index), {**data, "action-publish": "1"})
    assert "Опишіть обкладинку словами" in refused.content.decode()
    assert not NewsPage.objects.exists()
    assert editor.post(add_url(news_index), data).status_code == 302
    assert NewsPage.objects.get().live is False


def test_draft_is_previewed_as_residents_will_see_it(editor: Client, news_index: NewsIndexPage) -> None:
    address = reverse("wagtailadmin_pages:preview_on_add", args=["news", "newspage", news_index.pk])
    assert editor.post(address, form()).json()["is_valid"] is True
    page = editor.get(address).content.decode()
    assert "Відкрили бібліотеку" in page
    assert "/pixel/" not in page


def test_other_pages_preview_too(editor: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Ярмарок")
    for page in (news_index, news_index.get_parent().specific):
        answer = page.make_preview_request()
        assert answer.status_code == 200
        assert "Ярмарок" in answer.content.decode()


def test_list_of_articles_shows_date_category_and_views(editor: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Ярмарок", category=make_category("Культура"))
    for ordering in ("", "?ordering=-published_at", "?ordering=category__name", "?ordering=-views__count"):
        page = editor.get(reverse("articles:index") + ordering).content.decode()
        assert "Ярмарок" in page
        assert "Культура" in page


def test_list_of_articles_begins_with_the_newest(editor: Client, news_index: NewsIndexPage) -> None:
    make_article(news_index, title="Абетка торішня", published_at=kyiv(2024, 9, 1))
    make_article(news_index, title="Ярмарок цьогорічний", published_at=kyiv(2025, 9, 1))
    page = editor.get(reverse("articles:index")).content.decode()
    assert page.index("Ярмарок цьогорічний") < page.index("Абетка торішня")


def test_category_makes_its_address_and_is_kept_while_used(editor: Client, news_index: NewsIndexPage) -> None:
    answer = editor.post(reverse("wagtailsnippets_news_newscategory:add"), {"name": "Житло й комунальне", "slug": ""})
    assert answer.status_code == 302
    category = NewsCategory.objects.get(name="Житло й комунальне")
    assert category.slug == "zhytlo-y-komunalne"
    make_article(news_index, category=category)
    with pytest.raises(ProtectedError):
        category.delete()
