"""What staff see: numbers and masked addresses, and nothing to take along."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from news.models import NewsIndexPage, NewsSubscription
from tests.news.builders import make_article, make_category
from tests.news.digest.builders import ask, at, december, morning, november, publish, subscribed

ADDRESS = "news_by_letter:index"


def desk(client: Client) -> str:
    return " ".join(unescape(client.get(reverse(ADDRESS)).content.decode()).split())


def test_an_editor_sees_how_many_and_nobody_whole(editor: Client, client: Client, news_index: NewsIndexPage) -> None:
    assert "Ще ніхто не підписався." in desk(editor)
    sport = make_category("Спорт")
    with at(november(30, 9)):
        subscribed("olena@example.com", sport)
        subscribed("petro@ukr.net", frequency="weekly", with_events=True)
        ask(client, "marko@example.org")
    with at(november(30, 12)):
        publish(make_article(news_index, category=sport, live=False))
    morning(december(1, 7))
    page = desk(editor)
    assert "Підтверджених підписок: 2. Чекають на підтвердження: 1." in page
    assert "1 грудня 2026</td><td>Щоранку</td><td>1</td>" in page
    for words in ("o•••@example.com", "p•••@ukr.net", "m•••@example.org", "не підтверджено", "30 листопада 2026"):
        assert words in page
    for name in ("olena@", "petro@", "marko@"):
        assert name not in page
    assert "export=" not in page


def test_it_is_in_the_menu_of_reports(editor: Client, author: Client, news_index: NewsIndexPage) -> None:
    assert reverse(ADDRESS) in editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(ADDRESS) not in author.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("people", [1, 12])
def test_queries_do_not_grow_with_subscribers(
    people: int, editor: Client, news_index: NewsIndexPage, django_assert_max_num_queries: object
) -> None:
    with at(november(30, 9)):
        for number in range(people):
            subscribed(f"r{number}@example.com", make_category("Спорт"))
    desk(editor)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        desk(editor)
    assert NewsSubscription.objects.count() == people
