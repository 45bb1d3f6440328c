"""The queue by the law's clocks, as the desk reads it."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.accounts.models import User
from engagement.petitions.services.moderation import petition_assign
from tests.engagement.petitions.builders import published_petition, reach_threshold, resident_make, submitted_petition
from tests.engagement.petitions.desk.test_moderation import LIST, desk, said, text

MONDAY = "2026-11-16T09:00:00+02:00"
WEDNESDAY = "2026-11-18T09:00:00+02:00"
THURSDAY = "2026-11-19T09:00:00+02:00"


def queue(client: Client, name: str = "", **query: Any) -> str:
    page = text(client.get(reverse(LIST), {"queue": name, **query}))
    return page.partition('id="listing-results"')[2]


@pytest.fixture
def two(officer: Client) -> None:
    with time_machine.travel(MONDAY, tick=False):
        submitted_petition(title="Освітлення парку")
    with time_machine.travel(WEDNESDAY, tick=False):
        submitted_petition(title="Дитячий майданчик")


def test_the_most_urgent_stands_first_and_says_how_late_it_is(officer: Client, two: None) -> None:
    with time_machine.travel(THURSDAY, tick=False):
        page = queue(officer)
        assert page.index("Освітлення парку") < page.index("Дитячий майданчик")
        assert "прострочено на 1 робочий день" in page
        assert "до 18 листопада 2026" in page
        assert "залишився 1 робочий день" in page
        assert "Прострочені (1)" in page
        assert "Нові (2)" in page


def test_each_queue_holds_its_own(officer: Client, two: None) -> None:
    with time_machine.travel(THURSDAY, tick=False):
        reach_threshold(published_petition(threshold=1, title="Ремонт мосту"))
        assert "Дитячий майданчик" not in queue(officer, "overdue")
        assert "Освітлення парку" in queue(officer, "overdue")
        assert "Ремонт мосту" in queue(officer, "awaiting")
        assert "Розпочати розгляд" in queue(officer, "awaiting")
        assert "У цій черзі порожньо" in queue(officer, "review")
        assert "У цій черзі порожньо" in queue(officer, "appeals")


def test_a_clerk_finds_what_they_are_in_charge_of(officer: Client, two: None) -> None:
    clerk = User.objects.get(pk=officer.session["_auth_user_id"])
    petition = submitted_petition(title="Сквер біля школи")
    assert "Нікого" not in text(officer.get(desk("assign", petition)))
    officer.post(desk("assign", petition), {"moderator": clerk.pk})
    page = queue(officer, moderator=clerk.pk)
    assert "Сквер біля школи" in page
    assert "Освітлення парку" not in page
    handed_over = officer.post(desk("assign", petition), {"moderator": ""}, follow=True)
    assert "Відповідальну особу записано" in said(handed_over)[0]


def test_residents_are_not_offered_as_moderators(officer: Client) -> None:
    petition = submitted_petition()
    form = text(officer.get(desk("assign", petition)))
    assert "Коваленко" not in form.partition("<select")[2].partition("</select>")[0]
    refused = officer.post(desk("assign", petition), {"moderator": resident_make().pk})
    assert "Виберіть один із запропонованих варіантів" in text(refused)


def test_notes_and_the_journal_stand_on_the_main_screen(officer: Client) -> None:
    clerk = User.objects.get(pk=officer.session["_auth_user_id"])
    petition = submitted_petition()
    petition_assign(petition=petition, actor=clerk, moderator=clerk)
    page = text(officer.post(desk("note", petition), {"text": "Питання узгоджую з юристом."}, follow=True))
    assert "Питання узгоджую з юристом." in page
    assert "публікація: чернетка → очікує модерації" in page or "чернетка → " in page
    assert "призначено відповідальну особу" in page
    assert "написано нотатку" in page


def test_a_petition_is_found_by_its_words(officer: Client, two: None) -> None:
    page = queue(officer, q="Освітлення")
    assert "Освітлення парку" in page
    assert "Дитячий майданчик" not in page


def test_the_list_asks_as_much_for_one_petition_as_for_many(officer: Client) -> None:
    submitted_petition()
    officer.get(reverse(LIST))
    with CaptureQueriesContext(connection) as few:
        officer.get(reverse(LIST))
    for _number in range(5):
        submitted_petition()
    with CaptureQueriesContext(connection) as many:
        officer.get(reverse(LIST))
    assert len(many) == len(few)
