"""The first screen of the admin tells each of the staff what of the pages waits for them, and only that."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from community.core.local_time import today
from community.core.models import CommunityImage, PageStewardship
from home.models import HomePage, StandardPage
from home.tasks import pages_look_over
from tests.core.test_attention import panel
from tests.home.emergency.conftest import who


def add_page(home: HomePage, **fields: object) -> StandardPage:
    return home.add_child(instance=StandardPage(title="Тарифи", slug=f"s{home.numchild}", **fields))


def is_due(page: StandardPage, steward: Client | None = None) -> None:
    user = who(steward) if steward else None
    PageStewardship.objects.create(page=page, steward=user, review_on=today() - timedelta(days=1))


def test_pages_to_review_are_ones_own_and_for_editors_all(
    home_page: HomePage, author: Client, editor: Client, officer: Client
) -> None:
    is_due(add_page(home_page), author)
    is_due(add_page(home_page))
    is_due(add_page(home_page), editor)
    assert "Ваші сторінки, які час перевірити: 1" in panel(author)
    assert "Сторінки інших" not in panel(author)
    assert "Ваші сторінки, які час перевірити: 1" in panel(editor)
    assert "Сторінки інших, які час перевірити: 2" in panel(editor)
    assert "Зараз на вас нічого не чекає." in panel(officer)
    everything = editor.get(reverse("care:review")).content.decode()
    own = editor.get(f"{reverse('care:review')}?mine=1").content.decode()
    assert everything.count("/reviewed/") == 3
    assert own.count("/reviewed/") == 1


def test_a_press_in_the_report_takes_the_page_off(home_page: HomePage, author: Client) -> None:
    page = add_page(home_page)
    is_due(page, author)
    response = author.post(reverse("care:reviewed", args=[page.pk]), follow=True)
    assert "Зараз немає сторінок, які час перевірити." in response.content.decode()
    assert "Зараз на вас нічого не чекає." in panel(author)


def test_pictures_without_words_only_where_everybody_sees_them(
    home_page: HomePage, editor: Client, author: Client, add_picture: Callable[..., CommunityImage]
) -> None:
    plain, described = add_picture("Площа"), add_picture("Школа", description="Триповерхова школа з цегли")
    add_picture("Ніде не стоїть")
    body = [("image", {"image": picture}) for picture in (plain, described)]
    page = add_page(home_page, body=body)
    ReferenceIndex.create_or_update_for_object(page)
    assert "Зображення на сайті, яких ніхто не описав словами: 1" in panel(editor)
    assert "яких ніхто не описав" not in panel(author)
    shown = editor.get(reverse("care:pictures")).content.decode()
    assert reverse("wagtailimages:edit", args=[plain.pk]) in shown
    assert reverse("wagtailimages:edit", args=[described.pk]) not in shown
    page.unpublish()
    assert "Усі зображення на сайті мають опис." in editor.get(reverse("care:pictures")).content.decode()


def test_broken_links_are_counted_from_the_nightly_report(home_page: HomePage, editor: Client, author: Client) -> None:
    add_page(home_page, body=[("paragraph", '<p><a linktype="page" id="99999">правила</a></p>')])
    assert "Посилання, що нікуди не ведуть" not in panel(editor)
    pages_look_over()
    assert "Посилання, що нікуди не ведуть: 1" in panel(editor)
    assert "Посилання, що нікуди не ведуть" not in panel(author)


@pytest.mark.parametrize("address", ["wagtailadmin_home", "care:review", "care:links"])
def test_the_screens_do_not_ask_more_for_more_pages(home_page: HomePage, editor: Client, address: str) -> None:
    body = [("paragraph", '<p><a linktype="page" id="99999">правила</a></p>')]

    def asked(pages: int) -> int:
        for _number in range(pages):
            is_due(add_page(home_page, body=body), editor)
        pages_look_over()
        editor.get(reverse(address))
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse(address))
        return len(captured)

    assert asked(2) == asked(8)
