"""A resident looks for whoever answers for the own village; an editor keeps the list."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from home.models import HomePage, PeopleIndexPage, PersonPage, ReceptionHours
from tests.home.test_every_type_lives import TYPES
from tests.news.builders import make_image, make_private


@pytest.fixture
def people(home_page: HomePage) -> PeopleIndexPage:
    return home_page.add_child(instance=PeopleIndexPage(title="Влада", slug="vlada"))


def person(people: PeopleIndexPage, title: str, kind: str = "councillor", **fields: Any) -> PersonPage:
    return people.add_child(instance=PersonPage(**{"title": title, "kind": kind, "position": "Посада", **fields}))


def names(client: Client, address: str, status: int = 200) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == status
    assert not answer.cookies
    return re.findall(r'class="person-card__name"><a href="[^"]*">([^<]+)</a>', unescape(answer.content.decode()))


def test_the_head_comes_first_then_the_order_then_the_alphabet(client: Client, people: PeopleIndexPage) -> None:
    for title in ("Яценко", "Їжак", "Ґудзь", "Євтух", "Ільченко", "Гай"):
        person(people, title)
    person(people, "Ярова", kind="official", list_order=10)
    person(people, "Арсенюк", kind="official", list_order=20)
    person(people, "Явір", kind="head")
    person(people, "Чернетка", live=False)
    make_private(person(people, "Службовець"))
    councillors = ["Гай", "Ґудзь", "Євтух", "Ільченко", "Їжак", "Яценко"]
    assert names(client, people.url) == ["Явір", "Ярова", "Арсенюк", *councillors]


def test_a_resident_finds_the_starosta_of_the_own_village(client: Client, people: PeopleIndexPage) -> None:
    person(people, "Журба", kind="starosta", district="Журавківський округ", settlements="Журавкове\n Бродок \n")
    person(people, "Лоза", kind="starosta", district="Плотівський округ", settlements="Великі Плоти")
    person(people, "Явір", kind="head")
    page = unescape(client.get(people.url).content.decode())
    assert "<option>Бродок</option>" in page
    assert "<option>Плотівський округ</option>" in page
    assert names(client, f"{people.url}?kind=&place=Бродок") == ["Журба"]
    assert names(client, f"{people.url}?kind=starosta&place=Плотівський округ") == ["Лоза"]
    assert names(client, f"{people.url}?kind=starosta&place=") == ["Журба", "Лоза"]
    nobody = unescape(client.get(f"{people.url}?kind=head&place=Бродок").content.decode())
    assert "Нікого не знайдено" in nobody
    assert "Показати всіх" in nobody


@pytest.mark.parametrize("query", ["kind=king", "place=Атлантида", "kind=deputy%00"])
def test_what_the_list_does_not_hold_is_not_found(client: Client, people: PeopleIndexPage, query: str) -> None:
    person(people, "Явір", kind="head")
    assert names(client, f"{people.url}?{query}", status=404) == []


def test_an_empty_list_says_so(client: Client, people: PeopleIndexPage) -> None:
    assert "Список ще наповнюємо" in client.get(people.url).content.decode()


def test_a_portrait_waits_for_its_words(editor: Client, people: PeopleIndexPage, tmp_path: Path) -> None:
    [story] = [story for story in TYPES if story.model is PersonPage]
    data = {**story.data(), "portrait": make_image(tmp_path).pk}
    add = reverse("wagtailadmin_pages:add", args=["home", "personpage", people.pk])
    refused = editor.post(add, {**data, "action-publish": "1"})
    assert "Опишіть портрет словами" in refused.content.decode()
    assert editor.post(add, {**data, "portrait_alt": "Жінка у вишиванці", "action-publish": "1"}).status_code == 302
    shown = Client().get(PersonPage.objects.get().url).content.decode()
    assert 'alt="Жінка у вишиванці"' in shown


def test_reception_ends_later_than_it_begins(editor: Client, people: PeopleIndexPage) -> None:
    [story] = [story for story in TYPES if story.model is PersonPage]
    add = reverse("wagtailadmin_pages:add", args=["home", "personpage", people.pk])
    data = {**story.data(), "reception_hours-0-ends": "08:00", "action-publish": "1"}
    assert "Прийом має завершуватися пізніше" in editor.post(add, data).content.decode()
    page = person(people, "Явір")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceptionHours.objects.create(page=page, day="понеділок", begins="12:00", ends="09:00")
