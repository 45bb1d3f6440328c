"""Petitions are found whatever the inflection, and the same on both databases."""

import pytest

from engagement.models import Petition
from engagement.petitions.search import lemmas_of, search_petitions
from tests.engagement.petitions.builders import published_petition, resident_make, submitted_petition

pytestmark = pytest.mark.django_db

ROAD = "Відремонтувати дорогу на вулиці Шкільній"
LAMPS = "Освітити вулицю Садову"
SHELTER = "Облаштувати укриття в обʼєднаній громаді"


@pytest.fixture
def petitions() -> None:
    author = resident_make()
    for title in (ROAD, LAMPS, SHELTER):
        published_petition(author, title=title, text="Цього потребують мешканці.")


def found(asked: str) -> list[str]:
    return [petition.title for petition in search_petitions(Petition.objects.published(), asked)]


def test_the_column_holds_words_and_lemmas_between_spaces() -> None:
    lemmas = lemmas_of("Ремонт дороги", "по вул. Шкільній")
    assert lemmas.startswith(" ")
    assert lemmas.endswith(" ")
    assert {"ремонт", "дороги", "дорога", "вулиця", "шкільній", "шкільний"} <= set(lemmas.split())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("дорога", [ROAD]),
        ("ДОРОГОЮ шкільної", [ROAD]),
        ("вул. Шкільна", [ROAD]),
        ("вулиці", [LAMPS, ROAD]),
        ("про вулицю для нас", [LAMPS, ROAD]),
        ("об'єднана громада", [SHELTER]),
        ("мешканцям", [SHELTER, LAMPS, ROAD]),
        ("відремонт", [ROAD]),
        ("№ 2", [LAMPS]),
        ("космодром", []),
        ("%", []),
        ("_", []),
        ("?!", []),
        (" ", [SHELTER, LAMPS, ROAD]),
        ("9" * 40, []),
    ],
)
def test_words_are_found_in_any_inflection_the_newest_first(petitions: None, asked: str, expected: list[str]) -> None:
    assert found(asked) == expected


def test_when_no_petition_has_every_word_the_best_come_first(petitions: None) -> None:
    assert found("вулиця Шкільна космодром") == [ROAD, LAMPS]


def test_a_long_question_is_answered(petitions: None) -> None:
    assert found("дорога " + " ".join(f"слово{number}" for number in range(200))) in ([ROAD], [])


def test_what_is_not_published_is_not_found(petitions: None) -> None:
    submitted_petition(title="Збудувати космодром")
    assert found("космодром") == []
