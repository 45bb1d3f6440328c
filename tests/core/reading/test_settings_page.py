"""How a visitor chooses the look of the pages: one form, one cookie, and the way back."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from home.models import HomePage, SectionPage
from news.models import NewsIndexPage
from tests.news.builders import make_article

pytestmark = pytest.mark.any_engine
ADDRESS = "/chytannia/"
LARGEST = {"size": "largest", "contrast": "high", "pace": "usual", "back": "/dokumenty/?page=2"}


@pytest.fixture
def section(site_home: HomePage) -> SectionPage:
    return site_home.add_child(instance=SectionPage(title="Документи", slug="dokumenty", show_in_menus=True))


def html_of(response: Any) -> str:
    return response.content.decode()


def root_of(response: Any) -> str:
    return re.findall(r"<html[^>]*>", html_of(response))[0]


def test_every_page_leads_to_the_settings_and_they_lead_back(client: Client, section: SectionPage) -> None:
    page = html_of(client.get("/dokumenty/"))
    assert page.count(f'href="{ADDRESS}"') == 2, "in the strip on top and in the footer"
    settings = html_of(client.get(ADDRESS, headers={"referer": "http://testserver/dokumenty/?page=2"}))
    assert "Налаштування читання" in settings
    assert re.search(r'<input type="hidden" name="back" value="/dokumenty/\?page=2"', settings)
    assert "csrfmiddlewaretoken" not in settings


def test_what_is_chosen_holds_on_every_page_until_it_is_taken_back(client: Client, section: SectionPage) -> None:
    saved = client.post(ADDRESS, LARGEST)
    assert (saved.status_code, saved.headers["Location"]) == (303, "/dokumenty/?page=2")
    for address in ("/", "/dokumenty/", "/search/", "/nemaie/"):
        page = client.get(address)
        assert root_of(page) == '<html lang="uk" data-reading="largest high">'
        assert "css/reading.css" in html_of(page)
        assert 'contrast.css" media="screen">' in html_of(page)
        assert not page.cookies
    form = html_of(client.get(ADDRESS))
    assert re.search(r'value="largest"[^>]*checked', form)
    assert "Повернути звичайний вигляд" in form

    restored = client.post(ADDRESS, {"usual": "1", "back": "/dokumenty/"})
    assert restored.headers["Location"] == "/dokumenty/"
    assert restored.cookies["reading"].value == ""
    assert restored.cookies["reading"]["max-age"] == 0
    assert root_of(client.get("/dokumenty/")) == '<html lang="uk">'


def test_choosing_the_usual_answers_removes_the_cookie_too(client: Client, section: SectionPage) -> None:
    client.post(ADDRESS, LARGEST)
    client.post(ADDRESS, {"size": "usual", "contrast": "usual", "pace": "usual"})
    assert "reading" not in {name for name, cookie in client.cookies.items() if cookie.value}


def test_the_cookie_is_kept_as_safely_as_it_can_be(client: Client, section: SectionPage) -> None:
    cookie = client.post(ADDRESS, LARGEST, secure=True).cookies["reading"]
    assert cookie.value == "largest-high"
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert cookie["httponly"]
    assert cookie["secure"]
    assert not client.post(ADDRESS, LARGEST).cookies["reading"]["secure"], "without TLS it would be lost at once"


def test_without_the_cookie_pages_are_the_same_for_all_and_set_none(client: Client, section: SectionPage) -> None:
    plain = client.get("/dokumenty/")
    assert not plain.cookies
    assert root_of(plain) == '<html lang="uk">'
    assert "css/reading.css" not in html_of(plain)
    assert 'contrast.css" media="screen and (prefers-contrast: more)">' in html_of(plain)
    assert plain.headers["Vary"] == "Cookie"
    client.cookies["reading"] = 'large"><script>-high'
    assert client.get("/dokumenty/").content == plain.content, "a cookie that is not ours is no cookie"


def test_the_form_itself_sets_no_cookie_and_stands_in_no_cache(client: Client, section: SectionPage) -> None:
    response = client.get(ADDRESS)
    assert not response.cookies
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_what_is_no_page_of_ours_to_read_does_not_vary(client: Client, news_index: NewsIndexPage) -> None:
    """A frame on another site gets no cookie of ours; it follows the device."""
    client.post(ADDRESS, LARGEST)
    assert "Vary" not in client.get("/theme.css").headers
    frame = client.get(reverse("news:embed", args=[make_article(news_index).pk]))
    assert "Vary" not in frame.headers
    assert root_of(frame) == '<html lang="uk">'
    assert 'contrast.css" media="screen and (prefers-contrast: more)">' in html_of(frame)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "", ADDRESS])
def test_nobody_is_sent_elsewhere(back: str, client: Client, section: SectionPage) -> None:
    assert client.post(ADDRESS, {**LARGEST, "back": back}).headers["Location"] == "/"


def test_a_form_filled_in_badly_comes_back_with_what_was_chosen(client: Client, section: SectionPage) -> None:
    response = client.post(ADDRESS, {"size": "large", "contrast": "<b>purple", "back": "/dokumenty/"})
    page = html_of(response)
    assert response.status_code == 422
    assert page.count("Виберіть одну з відповідей.") == 4, "both questions, each in the summary and beside its field"
    assert "<title>Помилка: Налаштування читання" in page
    assert "purple" not in page
    assert re.search(r'value="large"[^>]*checked', page)
    assert 'name="back" value="/dokumenty/"' in page
    assert not response.cookies


def test_another_site_cannot_change_how_residents_read(client: Client, section: SectionPage) -> None:
    response = client.post(ADDRESS, LARGEST, headers={"sec-fetch-site": "cross-site"})
    assert (response.status_code, response.headers["Location"]) == (303, ADDRESS)
    assert not response.cookies


def test_no_token_is_asked_for(site_home: HomePage) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("reading_settings"), LARGEST).cookies["reading"].value == "largest-high"
