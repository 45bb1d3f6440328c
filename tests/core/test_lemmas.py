"""However a word is inflected or typed, it is found as the same word."""

import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import run
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.text.lemmas import lemmatiser, normalise, words


@pytest.mark.parametrize("apostrophe", ["\u0027", "\u2019", "\u02bc", "\u2018", "\u0060", "\u00b4"])
def test_every_apostrophe_is_one(apostrophe: str) -> None:
    assert words(f"Знам{apostrophe}янка") == ["знам'янка"]
    assert "об'єднаний" in lemmatiser().lemmas(f"об{apostrophe}єднаної")


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("ГРОМАДА", "громада"),
        ("ґанок", "ганок"),
        ("доро\u0301га", "дорога"),
        # и and і with the marks apart, as some PDF files and Macs give them.
        ("краи\u0306 і\u0308жа", "край їжа"),
        ("гро\u00adма\u200bда", "громада"),
        ("Київ\u2011Львів", "київ-львів"),
        ("Київ\u2013Львів", "київ-львів"),
        # Latin letters inside Cyrillic words.
        ("вyлиця", "вулиця"),
        ("Hародний дiм", "народний дім"),
        ("KOMYHAЛЬНЕ", "комунальне"),
        # Words of other languages stay what they are.
        ("COVID-19", "covid-19"),
        ("Wi-Fi", "wi-fi"),
        ("iPhoneом", "iphoneом"),
    ],
)
def test_what_is_typed_differently_is_spelt_the_same(typed: str, normalised: str) -> None:
    assert normalise(typed) == normalised


def test_words_of_a_sentence() -> None:
    typed = "«Ремонт» вул. Шкільної — об’єкт № 5, будь-який (Wi-Fi) ‘так’!"
    assert words(typed) == ["ремонт", "вул", "шкільної", "об'єкт", "5", "будь-який", "wi-fi", "так"]


@pytest.mark.parametrize("form", ["громада", "громади", "громаді", "громаду", "громадою", "громад", "ГРОМАДАМИ"])
def test_every_form_has_the_lemma(form: str) -> None:
    assert lemmatiser().lemmas(form) >= {"громада", form.lower()}


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        # The dictionary slips on these; all readings and the form itself are kept.
        ("люди", "людина"),
        ("люди", "люди"),
        ("Києві", "київ"),
        ("Києві", "києві"),
        ("дорогу", "дорога"),
        # ґ and г.
        ("ґанку", "ганок"),
        ("ганку", "ганок"),
        ("грунту", "грунт"),
        # Compounds, by the whole and by the parts.
        ("села-супутника", "село"),
        ("села-супутника", "супутник"),
        ("села-супутника", "села-супутника"),
        # How addresses are written.
        ("вул", "вулиця"),
        ("просп", "проспект"),
        # Not in the dictionary, guessed by the ending.
        ("Згурівською", "згурівський"),
        # Not Ukrainian at all.
        ("covid", "covid"),
        ("112", "112"),
    ],
)
def test_a_word_has_its_lemma(word: str, lemma: str) -> None:
    assert lemma in lemmatiser().lemmas(word)


@given(st.text(max_size=60))
def test_any_text_is_normalised_once_and_for_all(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’-aeiocx\u0301", max_size=20))
def test_any_word_is_among_its_lemmas(text: str) -> None:
    for word in words(text):
        found = lemmatiser().lemmas(word)
        assert word in found
        assert all(lemma and lemma == normalise(lemma) for lemma in found)


def test_threads_that_come_together_get_one_dictionary_and_the_same_answers() -> None:
    together = Barrier(8)
    forms = ["громадою", "вулиці", "людей", "школі", "ремонту", "дорогою", "об’єднаної", "села-супутника"] * 25

    def ask(_number: int) -> tuple[int, list[frozenset[str]]]:
        together.wait()
        return id(lemmatiser()), [lemmatiser().lemmas(form) for form in forms]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))
    assert len({identity for identity, _ in answers}) == 1
    assert all(lemmas == answers[0][1] for _, lemmas in answers)


def test_the_dictionary_is_not_read_until_it_is_needed() -> None:
    script = "import sys, community.core.text.similarity; print('pymorphy3_dicts_uk' in sys.modules)"
    said = run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
