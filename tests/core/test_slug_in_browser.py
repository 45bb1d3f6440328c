"""The table of resolution 55 in a real browser: what an editor sees while typing is what the server would make."""

import contextlib
import re
import shutil

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from community.core.text.transliteration import slugify_ukrainian
from home.models import HomePage
from tests.core.test_transliteration import EXAMPLES

TITLES = [
    *EXAMPLES,
    "Рішення № 5 від 24.09.2019: «Про бюджет»",
    "Знам’янка ʼта під`їзд",
    "Łódź і Győr",
    "Громада " * 31,
]


def typed(page: Page, title: str) -> str:
    """Type a title over the last one; the address stands on another tab and follows when it likes."""
    page.fill("#id_title", "")
    page.fill("#id_title", title)
    page.dispatch_event("#id_title", "change")
    slug = page.locator("#id_slug")
    with contextlib.suppress(AssertionError):
        expect(slug).to_have_value(slugify_ukrainian(title), timeout=30_000)
    return slug.input_value()


@pytest.mark.browser
@pytest.mark.any_engine
@pytest.mark.django_db(transaction=True)
def test_the_editor_shows_the_address_the_server_would_make(
    live_server: LiveServer, administrator_client: Client, site_home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Playwright's own loop makes Django think that the test's database calls are asynchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cookie = administrator_client.cookies["sessionid"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        context = browser.new_context()
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + reverse("wagtailadmin_pages:add", args=("home", "standardpage", site_home.pk)))
        page.wait_for_load_state("networkidle")
        seen = {}
        for title in TITLES:
            seen[title] = typed(page, title)
            page.evaluate("document.querySelector('#id_slug').value = ''")
        page.get_by_role("tab", name="Просування").click()
        page.click("#id_slug")
        # Leaving the title writes the address once more, a moment later.
        expect(page.locator("#id_slug")).not_to_have_value("", timeout=30_000)
        page.fill("#id_slug", "Єдність громади")
        page.keyboard.press("Tab")
        expect(page.locator("#id_slug")).not_to_have_value(re.compile(" "), timeout=30_000)
        chosen = page.input_value("#id_slug")
        browser.close()
    assert seen == {title: slugify_ukrainian(title) for title in TITLES}
    assert chosen == "yednist-hromady"
