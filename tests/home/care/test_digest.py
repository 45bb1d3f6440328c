"""On Mondays whoever answers for pages that wait gets one letter about all of them."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.accounts.models import User
from community.core.models import PageStewardship
from community.messaging.models import Message
from community.messaging.rendering import message_render
from home.care.digest import TEMPLATE
from home.models import HomePage, StandardPage
from home.tasks import review_digests
from tests.home.emergency.conftest import who

MONDAY = date(2026, 11, 30)


@pytest.fixture
def steward(author: Client) -> User:
    user = who(author)
    user.email = "olena@example.org"
    user.save()
    return user


@pytest.fixture
def page(home_page: HomePage, steward: User) -> StandardPage:
    return looked_after(home_page, steward, "Графік прийому")


def looked_after(home: HomePage, steward: Any, title: str, *, review_on: date = MONDAY) -> StandardPage:
    page = home.add_child(instance=StandardPage(title=title, slug=f"s{home.numchild}"))
    PageStewardship.objects.create(page=page, steward=steward, review_on=review_on)
    return page


def letters_on(day: date) -> list[Message]:
    """What has been written by the end of a day on which the task ran twice."""
    with time_machine.travel(f"{day}T08:13+02:00", tick=False):
        review_digests()
        review_digests()
    return list(Message.objects.filter(template=TEMPLATE).order_by("pk"))


def test_one_letter_a_week_names_all_pages_that_wait(page: StandardPage, steward: User, home_page: HomePage) -> None:
    looked_after(home_page, steward, "Тарифи", review_on=MONDAY - timedelta(days=40))
    looked_after(home_page, steward, "Статут", review_on=MONDAY + timedelta(days=1))
    letter, *others = letters_on(MONDAY)
    assert others == []
    assert letter.recipient == "olena@example.org"
    content = message_render(message=letter, secrets={})
    assert content.subject == "2 ваші сторінки час перевірити"
    assert content.text.index("Тарифи") < content.text.index("Графік прийому")
    assert page.full_url in content.text
    assert "Статут" not in content.text
    assert "Перейти до списку:\nhttp://127.0.0.1:8000/admin/care/review/?mine=1" in content.text
    assert len(letters_on(MONDAY + timedelta(days=6))) == 1
    assert len(letters_on(MONDAY + timedelta(days=7))) == 2


def test_nothing_is_written_about_nothing(page: StandardPage, steward: User) -> None:
    assert letters_on(MONDAY - timedelta(days=1)) == []
    page.unpublish()
    assert letters_on(MONDAY) == []


def test_who_left_the_council_is_not_written_to(page: StandardPage, steward: User) -> None:
    steward.groups.clear()
    assert letters_on(MONDAY) == []
