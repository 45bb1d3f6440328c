"""The settings of a community: what is refused and why, what the editor sees before saving, and the colours."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from community.core.colour import DARK_SURFACE, INK, MIN_TEXT_CONTRAST, WHITE, brand_palette, contrast_ratio
from community.core.models import CommunitySettings
from community.core.validators import edrpou_check_digit, phone_digits, validate_brand_colour, validate_edrpou
from home.models import HomePage

FORM = {
    "name": "Зеленогірська громада",
    "district": "Черкаський район",
    "oblast": "Черкаська область",
    "edrpou": "00032129",
    "katottg": "UA71080490000075853",
    "coat_of_arms": "",
    "govua_logo": "",
    "brand_colour": "#7A1F5C",
    "address": "вул. Садова, 1",
    "phone": "+38 (047) 312-34-56",
    "email": "rada@example.com",
    "working_hours": "Пн–Пт 8:00–17:00",
    "facebook": "",
    "telegram": "https://t.me/hromada",
    "viber": "",
    "instagram": "",
    "youtube": "",
}


def address(name: str, home: HomePage) -> str:
    return reverse(f"wagtailsettings:{name}", args=("core", "communitysettings", home.get_site().pk))


def test_an_administrator_fills_in_the_community(administrator_client: Client, site_home: HomePage) -> None:
    form = administrator_client.get(address("edit", site_home)).content.decode()
    for tab in ("Громада", "Символи й колір", "Контакти", "Соціальні мережі"):
        assert tab in form
    assert administrator_client.post(address("edit", site_home), FORM).status_code == 302
    community = CommunitySettings.objects.get()
    assert community.name == "Зеленогірська громада"
    assert community.brand_colour == "#7a1f5c"
    assert community.phone_link == "+380473123456"
    assert [(link.name, link.url) for link in community.social_links] == [("Telegram", "https://t.me/hromada")]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("edrpou", "1234567", "Код ЄДРПОУ має рівно 8 цифр."),
        ("edrpou", "00032128", "Контрольна цифра не збігається"),
        ("katottg", "7108049000007585", "Код КАТОТТГ — це латинські літери UA і 17 цифр"),
        ("katottg", "UА71080490000075853", "Код КАТОТТГ — це латинські літери UA і 17 цифр"),
        ("brand_colour", "#ffd43b", "Колір надто світлий: його контраст із білим — 1,42, а потрібно щонайменше 4,5."),
        ("brand_colour", "red", "Запишіть колір як # і шість знаків"),
        ("phone", "312-34-56", "Вкажіть телефон із кодом міста"),
        ("phone", "за запитом", "Вкажіть телефон із кодом міста"),
    ],
)
def test_what_cannot_be_right_is_refused_with_the_reason(
    administrator_client: Client, site_home: HomePage, field: str, value: str, message: str
) -> None:
    response = administrator_client.post(address("edit", site_home), {**FORM, field: value})
    html = response.content.decode().replace("\xa0", " ")
    assert message in html
    assert 'value="Зеленогірська громада"' in html
    assert CommunitySettings.objects.get().name == "Громада"


def test_the_preview_shows_the_home_page_in_settings_not_yet_saved(
    administrator_client: Client, site_home: HomePage
) -> None:
    assert (
        address("preview_on_edit", site_home) in administrator_client.get(address("edit", site_home)).content.decode()
    )
    answer = administrator_client.post(address("preview_on_edit", site_home), FORM).json()
    assert answer == {"is_valid": True, "is_available": True}
    html = administrator_client.get(address("preview_on_edit", site_home)).content.decode()
    assert "Зеленогірська громада" in html
    assert "Черкаська область" in html
    assert "theme.css?brand=7a1f5c" in html
    assert CommunitySettings.objects.get().name == "Громада"


@pytest.mark.parametrize("code", ["00032129", "14360570", "20077720", "37193071", "32855961"])
def test_codes_of_real_entities_pass(code: str) -> None:
    validate_edrpou(code)


@given(st.integers(0, 9_999_999), st.integers(1, 9))
def test_a_slip_in_the_check_digit_of_edrpou_is_caught(number: int, slip: int) -> None:
    first_seven = f"{number:07}"
    right = edrpou_check_digit(first_seven + "0")
    validate_edrpou(f"{first_seven}{right}")
    with pytest.raises(ValidationError):
        validate_edrpou(f"{first_seven}{(right + slip) % 10}")


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("+38 (067) 123-45-67", "380671234567"),
        ("0671234567", "380671234567"),
        ("380671234567", "380671234567"),
        ("80671234567", "380671234567"),
        ("(04733) 2-12-34", "380473321234"),
        ("2-12-34", ""),
        ("+48 22 123 45 67", ""),
        ("067 123 45 67, 068", ""),
        ("", ""),
    ],
)
def test_phones_are_read_in_every_usual_way(phone: str, digits: str) -> None:
    assert phone_digits(phone) == digits


colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(colours)
def test_every_colour_that_is_accepted_is_legible_in_light_and_dark(colour: str) -> None:
    try:
        validate_brand_colour(colour)
    except ValidationError:
        assert contrast_ratio(colour, WHITE) < MIN_TEXT_CONTRAST
        return
    palette = brand_palette(colour)
    light, dark = palette["light"], palette["dark"]
    assert contrast_ratio(light["--primary"], WHITE) >= MIN_TEXT_CONTRAST
    assert contrast_ratio(light["--primary-strong"], WHITE) >= MIN_TEXT_CONTRAST
    assert contrast_ratio(light["--on-primary"], light["--primary"]) >= MIN_TEXT_CONTRAST
    assert contrast_ratio(INK, light["--primary-soft"]) >= MIN_TEXT_CONTRAST
    assert contrast_ratio(dark["--primary"], DARK_SURFACE) >= MIN_TEXT_CONTRAST
    assert contrast_ratio(dark["--on-primary"], dark["--primary"]) >= MIN_TEXT_CONTRAST
    assert contrast_ratio(dark["--primary"], dark["--primary-soft"]) >= MIN_TEXT_CONTRAST


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast_ratio("#000000", WHITE) == pytest.approx(21)
    assert contrast_ratio("#777777", WHITE) == pytest.approx(4.478, abs=0.001)
    assert contrast_ratio("#0a4d9c", WHITE) == pytest.approx(8.3, abs=0.1)


def theme(client: Client, query: str = "", **headers: str) -> Any:
    return client.get(reverse("theme_css") + query, headers=headers)


def test_the_theme_wears_the_colour_of_the_settings(client: Client, site_home: HomePage) -> None:
    community = CommunitySettings.for_site(site_home.get_site())
    community.brand_colour = "#7a1f5c"
    community.save()
    response = theme(client)
    css = response.content.decode()
    assert response["Content-Type"] == "text/css"
    assert ":root{--primary:#7a1f5c;" in css
    assert re.search(r"@media \(prefers-color-scheme:dark\)\{:root\{--primary:#[0-9a-f]{6};", css)
    assert "max-age=300" in response["Cache-Control"]
    assert theme(client, **{"if-none-match": response["ETag"]}).status_code == 304


def test_the_theme_of_a_named_colour_asks_the_database_nothing_and_stays_for_a_year(
    client: Client, site_home: HomePage
) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = theme(client, "?brand=0a4d9c")
    assert len(queries) == 0
    assert "--primary:#0a4d9c;" in response.content.decode()
    assert "max-age=31536000" in response["Cache-Control"]


@pytest.mark.parametrize("brand", ["", "red", "0a4d9", "0a4d9c;}body{display:none", "0A4D9C%0a"])
def test_a_colour_that_is_none_gives_the_settings_colour(client: Client, site_home: HomePage, brand: str) -> None:
    css = theme(client, f"?brand={brand}").content.decode()
    assert "--primary:#0a4d9c;" in css
    assert "display" not in css


def test_a_page_reads_the_settings_with_one_query(site_home: HomePage) -> None:
    CommunitySettings.for_site(site_home.get_site())
    request = RequestFactory().get("/")
    Site.find_for_request(request)
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            community = CommunitySettings.for_request(request)
            assert community.coat_of_arms is None
    assert len(queries) == 1


def test_robots_and_the_list_of_pages(client: Client, site_home: HomePage) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    index = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/sitemap-pages.xml</loc>" in index
    pages = client.get("/sitemap-pages.xml").content.decode()
    assert "<loc>http://testserver/</loc>" in pages
