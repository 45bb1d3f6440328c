"""What search engines and social networks read of a page, and the list by which they find it."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
from django.test import Client
from django.utils.dateparse import parse_datetime
from PIL import Image

from community.core.models import CommunitySettings
from home.models import HomePage
from news.models import NewsIndexPage
from tests.news.builders import kyiv, make_announcement, make_article, make_event, make_image, make_lists

TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$"}
PARTY = {"type": "object", "required": ["@type", "name"], "properties": {"name": TEXT}}
STATE = {"pattern": "^https://schema.org/Event(Scheduled|Rescheduled|Cancelled)$"}
SCHEMAS: dict[str, dict[str, Any]] = {
    "NewsArticle": {
        "required": ["headline", "datePublished", "dateModified", "image", "author", "publisher", "url"],
        "properties": {
            "headline": TEXT,
            "datePublished": MOMENT,
            "dateModified": MOMENT,
            "image": {"type": "array", "items": ADDRESS, "minItems": 1},
            "author": PARTY,
            "publisher": PARTY,
            "url": ADDRESS,
        },
    },
    "Event": {
        "required": ["name", "startDate", "location", "eventStatus", "eventAttendanceMode", "organizer", "image"],
        "properties": {
            "startDate": MOMENT,
            "endDate": MOMENT,
            "location": {"type": "array", "minItems": 1, "items": {"required": ["@type"]}},
            "eventStatus": STATE,
            "organizer": PARTY,
        },
    },
    "GovernmentOrganization": {
        "required": ["name", "url", "telephone", "address", "identifier"],
        "properties": {"name": TEXT, "url": ADDRESS},
    },
    "BreadcrumbList": {
        "required": ["itemListElement"],
        "properties": {
            "itemListElement": {
                "minItems": 2,
                "items": {"required": ["position", "name", "item"], "properties": {"item": ADDRESS}},
            }
        },
    },
}


def data_of(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """What the page tells, by type, each checked against what that type must have."""
    page = client.get(address).content.decode()
    found = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    for data in found:
        assert data["@context"] == "https://schema.org"
        jsonschema.validate(data, SCHEMAS[data["@type"]])
    return {data["@type"]: data for data in found}


def picture_of(client: Client, address: str) -> str:
    found = re.search(r'<meta property="og:image" content="([^"]+)">', client.get(address).content.decode())
    assert found
    return found[1]


def test_an_article_tells_what_it_is_whatever_its_title(client: Client, news_index: NewsIndexPage) -> None:
    title = "</script><script>alert('зле')</script> & <b>«Мрія»</b>"
    article = make_article(news_index, title=title, slug="mriia", published_at=kyiv(2026, 9, 24, 14, 5))
    page = client.get(article.url).content.decode()
    assert "<script>alert" not in page
    data = data_of(client, article.url)
    assert data["NewsArticle"]["headline"] == title
    assert data["NewsArticle"]["datePublished"] == "2026-09-24T14:05:00+03:00"
    steps = [step["name"] for step in data["BreadcrumbList"]["itemListElement"]]
    assert steps == ["Зарічанська громада", "Новини", title]


def test_an_event_tells_whether_it_will_be(client: Client, home_page: HomePage) -> None:
    events = make_lists(home_page)[1]
    plain = make_event(events, place="Площа", starts_at=kyiv(2030, 7, 5, 10))
    event = data_of(client, plain.url)["Event"]
    assert event["eventStatus"].endswith("EventScheduled")
    assert event["startDate"] == "2030-07-05T10:00:00+03:00"
    assert event["location"] == [{"@type": "Place", "name": "Площа", "address": "Площа"}]
    online = make_event(
        events, "Лекція", state="moved", moved_from=kyiv(2030, 7, 1), all_day=True, online_url="https://example.org/"
    )
    event = data_of(client, online.url)["Event"]
    assert event["eventStatus"].endswith("EventRescheduled")
    assert event["previousStartDate"] == "2030-07-01"
    assert event["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
    off = make_event(events, "Забіг", state="cancelled")
    assert data_of(client, off.url)["Event"]["eventStatus"].endswith("EventCancelled")


def test_the_front_page_tells_whose_site_it_is(client: Client, home_page: HomePage) -> None:
    community = CommunitySettings.for_site(home_page.get_site())
    community.name, community.phone, community.edrpou = "Зарічанська громада", "+38 (044) 123-45-67", "00000129"
    community.address = "вулиця Річкова, 1"
    community.save()
    data = data_of(client, home_page.url)["GovernmentOrganization"]
    assert data["name"] == "Зарічанська громада"
    assert data["identifier"] == [{"@type": "PropertyValue", "propertyID": "ЄДРПОУ", "value": "00000129"}]


def test_a_page_without_a_picture_is_shared_by_one_drawn_from_its_title(
    client: Client, home_page: HomePage, tmp_path: Path
) -> None:
    announcement = make_announcement(make_lists(home_page)[0], "Не буде води")
    address = picture_of(client, announcement.url)
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    announcement.title = "Вода є"
    announcement.save()
    other = picture_of(client, announcement.url)
    assert other != address
    assert client.get(address)["Location"] in other
    announcement.unpublish()
    assert client.get(other).status_code == 404
    assert client.get(re.sub(r"\d+-", f"{home_page.pk}-", other)).status_code == 404
    announcement.social_image = make_image(tmp_path)
    announcement.save_revision().publish()
    assert "/kartka/" not in picture_of(client, announcement.url)


def test_new_pages_are_in_the_list_for_search_engines_with_their_days(client: Client, home_page: HomePage) -> None:
    announcements, events, _galleries = make_lists(home_page)
    pages = [make_announcement(announcements), make_event(events)]
    for page in pages:
        page.save_revision().publish()
    sitemap = ET.fromstring(client.get("/sitemap-pages.xml").content)  # noqa: S314 - the list is our own
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    dates = {entry.findtext(f"{space}loc"): entry.findtext(f"{space}lastmod") for entry in sitemap}
    for page in pages:
        stamp = dates[page.full_url]
        assert stamp
        assert parse_datetime(stamp) or re.fullmatch(r"\d{4}-\d\d-\d\d", stamp)
