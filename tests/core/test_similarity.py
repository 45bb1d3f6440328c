"""Petitions on the same matter are found similar, whatever words and endings people chose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.text.similarity import SIMILAR, Frequencies, TextProfile, similarity, text_profile

SAME = [
    ("Відремонтувати дорогу на вулиці Шкільній", "Ремонт вулиці Шкільної"),
    ("Відремонтувати дорогу на вулиці Шкільній", "Ремонт дороги по вул. Шкільна"),
    ("Просимо встановити лавки в парку", "Встановлення лавок у міському парку"),
    ("Про заборону салютів", "Заборонити салюти та феєрверки"),
    ("Облаштувати укриття у школі № 5", "Укриття для школи №5"),
    ("Освітлення вулиці Садової", "Зробіть освітлення на Садовій вулиці!"),
    ("Придбати книжки для сільської бібліотеки", "Нові книжки бібліотекам сіл"),
    ("Обладнати пандус біля амбулаторії", "Пандус до амбулаторії"),
    ("Безпритульні собаки: стерилізація", "Стерилізувати безпритульних собак"),
    ("Відкрити дитячий садок у селі Вишневе", "Дитячого садка потребує Вишневе"),
    ("Зупинка громадського транспорту біля лікарні", "Облаштування зупинки транспорту коло лікарні"),
    ("Об’єднана громада: сортування сміття", "Сортувати сміття в об'єднаній громаді"),
]
DIFFERENT = [
    ("Відремонтувати дорогу на вулиці Шкільній", "Придбати книги для бібліотеки"),
    ("Відремонтувати дорогу на вулиці Шкільній", "Освітлення вулиці Садової"),
    ("Облаштувати укриття у школі № 5", "Укриття для дитячого садка"),
    ("Просимо встановити лавки в парку", "Просимо заборонити паркування на тротуарі"),
    ("Про заборону салютів", "Про надання статусу парку"),
    ("Пандус до амбулаторії", "Новий лікар для амбулаторії села Вишневе"),
    ("Безпритульні собаки: стерилізація", "Майданчик для вигулу собак у центрі"),
    ("Дитячий садок у селі Вишневе", "Дитячий майданчик на вулиці Зеленій"),
    ("За чисту воду", "За новий автобус"),
    ("Щоб усе це було в нас і для нас", "І це все було у вас"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_matter_is_similar(one: str, other: str) -> None:
    assert similarity(text_profile(one), text_profile(other)) >= SIMILAR


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_matters_are_not(one: str, other: str) -> None:
    assert similarity(text_profile(one), text_profile(other)) < SIMILAR


def test_words_without_meaning_are_left_out() -> None:
    assert text_profile("Про те, що ми просимо вас, щоб це було!").whole == frozenset()
    assert similarity(text_profile("Що це"), text_profile("Що це")) == 0


def test_a_title_weighs_more_than_a_body() -> None:
    wanted = text_profile("Ремонт мосту", "Міст через річку небезпечний для пішоходів.")
    by_title = text_profile("Ремонт мосту", "Опори просіли, поручні зламано.")
    by_body = text_profile("Безпека мешканців", "Міст через річку небезпечний для пішоходів.")
    assert similarity(wanted, by_title) > similarity(wanted, by_body) > 0


def test_a_title_that_is_being_typed_is_compared_with_titles() -> None:
    published = text_profile("Ремонт вулиці Шкільної", "Ями, калюжі, немає тротуару; діти йдуть до школи дорогою.")
    assert similarity(text_profile("ремонт шкільної вулиці"), published) == 1


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    frequencies = Frequencies(1000, {"ремонт": 400, "вулиця": 500, "шкільний": 3, "садовий": 3})
    school, garden = text_profile("Ремонт вулиці Шкільної"), text_profile("Ремонт вулиці Садової")
    lamp = text_profile("Ліхтар на Шкільній")
    assert similarity(school, garden) > similarity(school, lamp)
    assert similarity(school, garden, frequencies=frequencies) < similarity(school, lamp, frequencies=frequencies)


def test_a_profile_names_the_lemmas_to_look_candidates_up_by() -> None:
    assert text_profile("Ремонт вулиці", "Ями").lemmas >= {"ремонт", "вулиця", "яма"}


TEXTS = st.lists(st.sampled_from(["ремонт", "вулиці", "Шкільної", "мосту", "для", "парк", "лавки", "5"]), max_size=6)
PROFILES = st.builds(lambda title, body: text_profile(" ".join(title), " ".join(body)), TEXTS, TEXTS)


@given(PROFILES, PROFILES)
def test_similarity_is_mutual_and_between_none_and_all(one: TextProfile, other: TextProfile) -> None:
    score = similarity(one, other)
    assert score == pytest.approx(similarity(other, one))
    assert 0 <= score <= 1 + 1e-9
    if one.title:
        assert similarity(one, one) == pytest.approx(1)
