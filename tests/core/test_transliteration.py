"""Resolution 55: the examples of the law, what else people type, and that browser and server never disagree."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.widgets.slug import SlugInput
from wagtail.coreutils import get_js_regex

from community.core.text.transliteration import SLUG_FORMATTERS, SLUG_MAX_LENGTH, slugify_ukrainian

EXAMPLES = {
    "Згурівка": "zghurivka",
    "Знам'янка": "znamianka",
    "Київ": "kyiv",
    "Єнакієве": "yenakiieve",
    "Короп'є": "koropie",
    "Алушта": "alushta",
    "Борщагівка": "borshchahivka",
    "Вишгород": "vyshhorod",
    "Гадяч": "hadiach",
    "Ґалаґан": "galagan",
    "Житомир": "zhytomyr",
    "Закарпаття": "zakarpattia",
    "Їжакевич": "yizhakevych",
    "Кадиївка": "kadyivka",
    "Йосипівка": "yosypivka",
    "Стрий": "stryi",
    "Щербухи": "shcherbukhy",
    "Юрій": "yurii",
    "Корюківка": "koriukivka",
    "Яготин": "yahotyn",
    "Костянтин": "kostiantyn",
    "Розгін": "rozghin",
    "ЗГОДА": "zghoda",
    "Русь": "rus",
}


@pytest.mark.parametrize(("name", "slug"), EXAMPLES.items())
def test_names_follow_the_resolution(name: str, slug: str) -> None:
    assert slugify_ukrainian(name) == slug


@pytest.mark.parametrize("apostrophe", "'’ʼ‘`´ʹ′＇")
def test_every_apostrophe_people_type_is_dropped(apostrophe: str) -> None:
    assert slugify_ukrainian(f"Знам{apostrophe}янка і під{apostrophe}їзд") == "znamianka-i-pidizd"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Рішення № 5 від 24.09.2019: «Про бюджет»", "rishennia-5-vid-24-09-2019-pro-biudzhet"),
        ("Ялта, Єва; «Юність» і 5-Ївка", "yalta-yeva-yunist-i-5-yivka"),
        ("Івано-Франківськ", "ivano-frankivsk"),
        ("Ки\u0301їв", "kyiv"),
        ("Киі\u0308в, чаи\u0306", "kyiv-chai"),
        ("Объект «Ёлка» ы э", "obekt-iolka-y-e"),
        ("Łódź, Przemyśl, Győr, Iași, Straße", "lodz-przemysl-gyor-iasi-strasse"),
        ("  --Вже---готово--  ", "vzhe-hotovo"),
        ("vzhe-hotovo_2", "vzhe-hotovo_2"),
    ],
)
def test_real_titles_make_readable_addresses(title: str, slug: str) -> None:
    assert slugify_ukrainian(title) == slug


@pytest.mark.parametrize("title", ["", "   ", "???", "«»", "日本", "ь", "'"])
def test_an_address_is_never_empty(title: str) -> None:
    assert slugify_ukrainian(title) == "bez-nazvy"


def test_a_long_title_is_cut() -> None:
    assert slugify_ukrainian("Громада " * 60).startswith("hromada-hromada-")
    assert len(slugify_ukrainian("Громада " * 60)) <= SLUG_MAX_LENGTH


def in_the_editor(title: str) -> str:
    """What Wagtail's slug field does in the browser with a title: trim, our formatters, then its own urlify."""
    value = title.strip()
    for pattern, replacement in SLUG_FORMATTERS:
        source, flags = get_js_regex(pattern)
        assert flags == "gu"
        value = re.sub(source, replacement, value)
    value = re.sub(r"[^-\w\s]", "", value.lower(), flags=re.ASCII)
    value = re.sub(r"[-\s]+", "-", value)[:255]
    return re.sub(r"-+$", "", value)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("абвгґєїіюяйзьщ’' -«»ЄЇЮЯЙЗГ")), max_size=260))
def test_editor_and_server_make_the_same_address(title: str) -> None:
    assert slugify_ukrainian(title, fallback="") == in_the_editor(title)


@given(st.text(max_size=300))
def test_an_address_is_short_ascii_and_final(title: str) -> None:
    slug = slugify_ukrainian(title)
    assert re.fullmatch(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", slug)
    assert len(slug) <= SLUG_MAX_LENGTH
    assert slugify_ukrainian(slug) == slug


def test_the_field_of_the_editor_carries_the_table() -> None:
    html = SlugInput(formatters=SLUG_FORMATTERS).render("slug", "")
    assert "zgh" in html
    assert "shch" in html
