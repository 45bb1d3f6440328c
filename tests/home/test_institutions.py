"""When a place is open, said so that it stays true on a page from a cache."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from home.models import HomePage, InstitutionIndexPage, InstitutionOpeningHours, InstitutionPage
from tests.home.test_every_type_lives import TYPES


@pytest.fixture
def institutions(home_page: HomePage) -> InstitutionIndexPage:
    return home_page.add_child(instance=InstitutionIndexPage(title="Заклади", slug="zaklady"))


def institution(parent: InstitutionIndexPage, **fields: Any) -> InstitutionPage:
    values = {"title": "Бібліотека", "kind": "culture", "address": "площа Ринок, 3", **fields}
    return parent.add_child(instance=InstitutionPage(**values))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return unescape(answer.content.decode())


def test_every_day_of_the_week_is_told_closed_ones_too(client: Client, institutions: InstitutionIndexPage) -> None:
    page = institution(institutions)
    page.opening_hours.set(
        [
            InstitutionOpeningHours(weekday=6, opens="10:00", closes="14:00"),
            InstitutionOpeningHours(weekday=1, opens="09:00", closes="18:00", break_begins="13:00", break_ends="13:45"),
        ]
    )
    page.save()
    rows = re.findall(r'<th scope="row">(.+?)</th>(.+?)</tr>', text(client, page.url), re.DOTALL)
    said = {day: " ".join(re.sub("<[^>]+>", " ", cells).split()) for day, cells in rows}
    assert list(said) == ["Понеділок", "Вівторок", "Середа", "Четвер", "П’ятниця", "Субота", "Неділя"]
    assert said["Понеділок"] == "9:00–18:00 13:00–13:45"
    assert said["Субота"] == "10:00–14:00 без перерви"
    assert said["Неділя"] == "вихідний"


def test_round_the_clock_needs_no_table_and_nothing_known_says_nothing(
    client: Client, institutions: InstitutionIndexPage
) -> None:
    always = institution(institutions, title="Прихисток", is_round_the_clock=True)
    assert "Цілодобово, щодня" in text(client, always.url)
    unknown = institution(institutions, title="Архів")
    assert "Години роботи" not in text(client, unknown.url)


def test_the_map_is_a_link_and_nothing_more(client: Client, institutions: InstitutionIndexPage) -> None:
    page = institution(institutions, latitude="49.838300", longitude="24.023200")
    shown = text(client, page.url)
    assert 'href="geo:49.838300,24.023200"' in shown
    assert shown.count("openstreetmap.org/") == shown.count('<a href="https://www.openstreetmap.org/?mlat=49.838300')
    assert 'src="http' not in shown


def test_the_list_is_by_kind_and_alphabet(client: Client, institutions: InstitutionIndexPage) -> None:
    institution(institutions, title="Їдальня", kind="other")
    institution(institutions, title="Школа", kind="education")
    institution(institutions, title="Гімназія", kind="education")
    institution(institutions, title="Знята", live=False)
    found = re.findall(r'class="link-list__link" href="[^"]*">([^<]+)</a>', text(client, institutions.url))
    assert found == ["Гімназія", "Школа", "Їдальня"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"opening_hours-0-closes": "07:00"}, "Час зачинення має бути пізнішим"),
        ({"opening_hours-0-break_ends": ""}, "Перерва має початок і кінець"),
        ({"opening_hours-0-break_ends": "19:00"}, "Перерва має початок і кінець"),
        ({"longitude": ""}, "Вкажіть і широту, і довготу"),
        ({"phones-0-number": "12345"}, "Введіть телефон|Напишіть телефон|Вкажіть телефон"),
        (
            {
                "opening_hours-TOTAL_FORMS": "2",
                "opening_hours-1-weekday": "1",
                "opening_hours-1-opens": "10:00",
                "opening_hours-1-closes": "12:00",
                "opening_hours-1-ORDER": "2",
            },
            "кожен день тижня має бути одним рядком",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    editor: Client, institutions: InstitutionIndexPage, changes: dict[str, str], said: str
) -> None:
    [story] = [story for story in TYPES if story.model is InstitutionPage]
    add = reverse("wagtailadmin_pages:add", args=["home", "institutionpage", institutions.pk])
    answer = editor.post(add, {**story.data(), **changes, "action-publish": "1"})
    assert answer.status_code == 200
    assert re.search(said, unescape(answer.content.decode()))
    assert not InstitutionPage.objects.exists()


@pytest.mark.parametrize(
    "hours",
    [
        {"weekday": 8, "opens": "08:00", "closes": "17:00"},
        {"weekday": 1, "opens": "17:00", "closes": "08:00"},
        {"weekday": 1, "opens": "08:00", "closes": "17:00", "break_begins": "12:00"},
    ],
)
def test_the_database_holds_it_too(institutions: InstitutionIndexPage, hours: dict[str, Any]) -> None:
    page = institution(institutions)
    with pytest.raises(IntegrityError), transaction.atomic():
        InstitutionOpeningHours.objects.create(page=page, **hours)
