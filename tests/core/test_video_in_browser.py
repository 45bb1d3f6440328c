"""A video in a real browser: nobody else is asked before the click, and the click puts the player in place."""

import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from home.models import StandardPage


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_player_comes_only_after_a_click(
    live_server: LiveServer, add_page: Callable[..., StandardPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Playwright's own loop makes Django think that the test's database calls are asynchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    video = {"url": "https://youtu.be/M7lc1UVf-VE", "title": "Сесія ради"}
    page = add_page("Сесія", body=[{"type": "video", "value": video}])
    Site.objects.update(hostname="localhost")
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url.startswith(live_server.url):
            route.continue_()
            return
        asked.append(route.request.url)
        route.fulfill(body="the player")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        tab = browser.new_page()
        tab.route("**/*", answer)
        tab.goto(f"{live_server.url}/{page.slug}/", wait_until="networkidle")
        before = list(asked)
        tab.get_by_role("link", name="Дивитися відео: Сесія ради").click()
        tab.wait_for_selector("iframe[title='Сесія ради']")
        tab.wait_for_load_state("networkidle")
        browser.close()
    assert before == []
    assert asked == ["https://www.youtube-nocookie.com/embed/M7lc1UVf-VE?autoplay=1"]
