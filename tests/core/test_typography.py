"""What an editor types in a hurry is set as a book would have it, and what is set right is never touched again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.text.typography import tidy_html, tidy_text

# The signs the rules are about, close together.
SIGNS = st.text(st.sampled_from("\"'“”«»„-—– \u00a0\nаЇz5.,()<>&@/:\ue000\ue001"), max_size=40)
ADDRESS = st.sampled_from(
    ["https://rada.gov.ua/d'ok--x?a=1", "www.hromada.ua/n-o", "pryimalnia-1@rada.gov.ua", "e-data.gov.ua"]
)


@pytest.mark.parametrize(
    ("typed", "set_right"),
    [
        ('Свято "Дня громади" - це п\'ять подій', "Свято «Дня громади» — це п’ять подій"),
        ('ТОВ "Зірка", (ПП "Місяць")', "ТОВ «Зірка», (ПП «Місяць»)"),
        ("вода--завтра, газ -- післязавтра", "вода — завтра, газ — післязавтра"),
        ("Сказала: “так”, а „ні“ не казала", "Сказала: «так», а „ні“ не казала"),
        ("об`єкт, пам´ять, здоровʼя, комп‘ютер", "об’єкт, пам’ять, здоров’я, комп’ютер"),
        ('Труба 5" і кран 7"', 'Труба 5" і кран 7"'),
        ("Івано-Франківськ, 10-15 днів, -5 °C", "Івано-Франківськ, 10-15 днів, -5 °C"),
        ('Пишіть на "a--b@rada.gov.ua"', "Пишіть на «a--b@rada.gov.ua»"),
    ],
)
def test_text_is_set_right(typed: str, set_right: str) -> None:
    assert tidy_text(typed) == set_right
    assert tidy_html(f"<p>{typed}</p>") == f"<p>{set_right}</p>"


def test_markup_addresses_and_code_stay_and_quotes_reach_over_tags() -> None:
    stored = (
        '<p data-block-key="k">&quot;Нове <b>життя&quot;</b> п&#x27;яте &amp; <code>"a" -- b</code> '
        '<a href="https://x.ua/?q=\'a\'b">"тут"</a></p>'
    )
    assert tidy_html(stored) == (
        '<p data-block-key="k">«Нове <b>життя»</b> п’яте &amp; <code>"a" -- b</code> '
        "<a href=\"https://x.ua/?q='a'b\">«тут»</a></p>"
    )


@given(SIGNS)
def test_what_is_right_stays(text: str) -> None:
    assert tidy_text(tidy_text(text)) == tidy_text(text)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", '"', "&quot;", "'", " -- ", "-", " ", "а", "<br/>"])))
def test_what_is_right_stays_in_markup(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert tidy_html(tidy_html(html)) == tidy_html(html)
    assert tags(tidy_html(html)) == tags(html)


@given(ADDRESS, SIGNS)
def test_addresses_stay_whatever_stands_around(address: str, around: str) -> None:
    assert address in tidy_text(f"{around} {address} {around}")


@given(SIGNS)
def test_no_word_is_lost(text: str) -> None:
    letters = [character for character in text if character.isalnum()]
    assert [character for character in tidy_text(text) if character.isalnum()] == letters


def tags(html: str) -> list[str]:
    return re.findall(r"</?\w+", html)
