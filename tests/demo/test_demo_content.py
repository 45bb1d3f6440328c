"""How the content files become dates, texts, pictures and documents; no database."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from community.core.validators import validate_brand_colour, validate_edrpou, validate_katottg, validate_phone
from community.demo.body import Library, rich_text
from community.demo.content import NEWS, content, moment_of, phrase
from community.demo.files.lettering import CODES, unicode_map
from community.demo.files.scheme import PLACES
from community.demo.pictures import SCENES, paint

KYIV = ZoneInfo("Europe/Kyiv")
NOON = datetime(2026, 3, 5, 12, tzinfo=KYIV)
LIBRARY = Library(pages={"tsnap": 7}, pictures={}, documents={}, polls={}, petitions={})


@pytest.mark.parametrize(
    "loaded", [NOON, datetime(2028, 2, 29, 0, 5, tzinfo=KYIV), datetime(2027, 12, 31, 23, tzinfo=KYIV)]
)
def test_whenever_it_is_loaded_every_article_is_past_and_younger_than_two_years(loaded: datetime) -> None:
    for article in [article for name in NEWS for article in content(name)["article"]]:
        age = loaded - moment_of(article, loaded)
        assert timedelta(0) < age < timedelta(days=2 * 366), article["title"]


def test_harvest_is_in_august_in_any_season() -> None:
    harvest = next(article for article in content("news_nature")["article"] if article["title"].startswith("Жнива"))
    assert moment_of(harvest, NOON).date().isoformat() == "2025-08-08"
    assert moment_of(harvest, NOON + timedelta(days=200)).date().isoformat() == "2026-08-08"


def test_dates_in_texts_count_from_the_article() -> None:
    assert phrase("до %date+9%, план на %next_year% рік", NOON) == "до 14\u00a0березня, план на 2027 рік"


def test_numbers_keep_their_units_and_dashes_their_words() -> None:
    assert phrase("Площа — 5 840 га, кабінет № 4", NOON) == "Площа\u00a0— 5\u00a0840\u00a0га, кабінет №\u00a04"


def test_notation_becomes_rich_text() -> None:
    text = "## Кроки\nПрийдіть до [ЦНАП](@tsnap).\n\n1. Паспорт\n2. **Заява**\n\n- вода\n- хліб"
    assert rich_text(text, LIBRARY, NOON) == (
        '<h2>Кроки</h2><p>Прийдіть до <a linktype="page" id="7">ЦНАП</a>.</p>'
        "<ol><li>Паспорт</li><li><b>Заява</b></li></ol><ul><li>вода</li><li>хліб</li></ul>"
    )


def test_prose_uses_the_ukrainian_apostrophe_and_quotes() -> None:
    names = [
        *NEWS,
        "about",
        "authority",
        "services",
        "papers",
        "acts",
        "sessions",
        "participation",
        "service_pages",
        "documents",
        "polls",
        "petitions",
        "people",
        "institutions",
        "faq",
        "forms",
        "portraits",
        "calendar",
    ]
    for name in names:
        for text in _texts(content(name)):
            assert not set(text) & set("'\"“”`"), text


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_codes_of_the_invented_community_pass_the_checks_of_the_settings() -> None:
    settings = content("community")["settings"]
    validate_edrpou(settings["edrpou"])
    validate_katottg(settings["katottg"])
    validate_phone(settings["phone"])
    validate_brand_colour(settings["brand_colour"])


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_a_picture_that_repeats(scene: str) -> None:
    first = paint(scene, "day", 5)
    with Image.open(BytesIO(first)) as image:
        assert image.size == (1200, 750)
    assert paint(scene, "day", 5) == first
    assert len(first) < 250_000


def test_the_scheme_can_write_the_name_of_every_settlement() -> None:
    letters = {letter for name, _place, _radius in PLACES for letter in name}
    assert len(PLACES) == 16
    assert letters <= CODES.keys()
    assert "<042F>" in unicode_map()
