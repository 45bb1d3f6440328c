"""Before somebody writes the same again: what is published about it."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from community.core.limits import Limit
from engagement.models import Petition, PetitionIndexPage, RefusalGround
from engagement.petitions import limits
from engagement.petitions.search import lemmas_of, similar_petitions
from engagement.petitions.services.moderation import petition_refuse
from tests.engagement.petitions.builders import (
    draft_make,
    published_petition,
    resident_make,
    sign,
    staff_make,
    submitted_petition,
)

pytestmark = pytest.mark.django_db

ROAD = "Відремонтувати дорогу на вулиці Шкільній"
ADDRESS = "/petytsii/nova/skhozhi/"
VERBS = ("Відремонтувати", "Облаштувати", "Придбати", "Збудувати", "Освітити", "Відкрити", "Встановити", "Прибрати")
THINGS = ("дорогу", "тротуар", "лавки", "зупинку", "майданчик", "світлофор", "пандус", "сквер", "водогін", "міст")
STREETS = ("Садовій", "Лісовій", "Зеленій", "Центральній", "Набережній", "Молодіжній", "Польовій", "Новій")


def test_the_most_similar_comes_first() -> None:
    published_petition(title="Ремонт школи")
    road = published_petition(title=ROAD)
    repair = published_petition(title="Ремонт дороги по вул. Шкільна і вул. Садова")
    assert similar_petitions("Відремонтуйте дорогу на Шкільній!") == [road, repair]


def test_texts_count_too_once_there_is_one() -> None:
    lake = "Озеро заросло очеретом, гине риба, діти не мають де купатися."
    swim = published_petition(title="Урятувати місце відпочинку", text=lake)
    water = published_petition(title="Місце для відпочинку", text="Поставити лавки та урни на площі.")
    assert similar_petitions("Місце відпочинку", lake) == [swim, water]


def test_only_published_petitions_are_named() -> None:
    draft_make(title=ROAD)
    submitted_petition(title=ROAD)
    refused = submitted_petition(title=ROAD)
    ground = RefusalGround.objects.get(code="powers")
    petition_refuse(petition=refused, actor=staff_make(), ground=ground, reasons="Дорога обласна.")
    assert similar_petitions(ROAD) == []


def test_words_without_meaning_find_nothing() -> None:
    published_petition(title=ROAD)
    assert similar_petitions("Просимо вас про це") == []
    assert similar_petitions("") == []


def test_among_a_thousand_it_takes_a_moment() -> None:
    # A second is far above what it takes anywhere and far below what reading every text would take.
    now, author = timezone.now(), resident_make()
    state = {"publication": "published", "collection": "open", "threshold": 9, "term_days": 9, "author": author}
    dates = {"submitted_at": now, "published_at": now, "collecting_until": now}
    titles = [f"{verb} {thing} на вулиці {street}" for verb in VERBS for thing in THINGS for street in STREETS]
    Petition.objects.bulk_create(
        Petition(number=n, slug=f"{n}", title=title, lemmas=lemmas_of(title, "текст " * 500), **state, **dates)
        for n, title in enumerate((titles * 2)[:1000], start=1)
    )
    similar_petitions(ROAD)
    began = time.perf_counter()
    best = similar_petitions("Освітити сквер, що на Лісовій вулиці")
    assert time.perf_counter() - began < 1
    assert best[0].title == "Освітити сквер на вулиці Лісовій"
    assert len(best) == 5


def test_the_browser_gets_words_to_show(client: Client, petition: Petition) -> None:
    sign(petition)
    response = client.get(ADDRESS, {"title": "ремонт дороги на Шкільній"})
    assert response.json() == {
        "summary": "Уже є 1 схожа петиція (відкриється в новій вкладці)",
        "petitions": [
            {
                "title": ROAD,
                "url": f"/petytsii/{petition.slug}/",
                "state": "Збір підписів",
                "signatures": "0 підписів із потрібних 3",
            }
        ],
    }
    assert "max-age=60" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_nothing_similar_is_an_empty_answer(client: Client, petition_index: PetitionIndexPage) -> None:
    for title in ("космодром", "", "\x00", "а" * 5000):
        assert client.get(ADDRESS, {"title": title}).json() == {"summary": "", "petitions": []}


def test_the_browser_may_not_ask_without_end(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SIMILAR_ASKED", Limit("similar-of-test", 2, 600))
    cache.clear()
    statuses = [client.get(ADDRESS, {"title": ROAD}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
