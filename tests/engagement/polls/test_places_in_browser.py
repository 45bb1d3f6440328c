"""A poll on another site, and a ballot by keyboard alone, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from engagement.models import Poll, PollIndexPage, PollOption, Vote
from engagement.models.poll import OptionsOrder
from tests.engagement.polls.builders import URL, option_of, poll_make
from tests.news.builders import make_image
from tests.services.frames import other_site
from tests.services.site_processes import chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.any_engine]

STANDARDS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PATIENCE = 30_000


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright's own loop makes Django think that the test's database calls are asynchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def address(live_server: LiveServer, poll_index: PollIndexPage, settings: Settings) -> str:
    """Where the site is served, known to it as its own."""
    settings.SITE_URL = live_server.url
    Site.objects.update(hostname="localhost")
    return live_server.url


def pictured(poll: Poll, folder: Path) -> None:
    for option in PollOption.objects.filter(poll=poll):
        PollOption.objects.filter(pk=option.pk).update(picture=make_image(folder, option.text))


def open_at(browser: Browser, url: str, *, javascript: bool = True, width: int = 1280) -> Page:
    context = browser.new_context(
        java_script_enabled=javascript, locale="uk-UA", viewport={"width": width, "height": 800}
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(url)
    return page


def frame_height(page: Page) -> int:
    return int(page.locator("iframe").evaluate("frame => frame.clientHeight"))


def test_another_site_shows_the_poll_and_a_vote_begun_there_arrives(
    chromium: Browser, address: str, tmp_path: Path, client: Client
) -> None:
    poll = poll_make()
    pictured(poll, tmp_path)
    # As a webmaster copies it from the poll's page.
    code = open_at(chromium, f"{address}{URL}").locator("#embed-code").input_value()
    with other_site(tmp_path, code) as newspaper:
        page = open_at(chromium, newspaper, width=640)
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", name=poll.question)).to_be_visible()
        main = frame.locator("main")
        page.wait_for_function("document.querySelector('iframe').clientHeight !== 480")
        wide = frame_height(page)
        assert abs(wide - main.evaluate("e => e.getBoundingClientRect().height")) <= 1
        page.set_viewport_size({"width": 320, "height": 800})
        page.wait_for_function(f"document.querySelector('iframe').clientHeight > {wide} + 100")
        assert abs(frame_height(page) - main.evaluate("e => e.getBoundingClientRect().height")) <= 1
        assert main.evaluate("e => e.ownerDocument.documentElement.scrollWidth") <= 320
        # Taller than it was, and back again.
        page.set_viewport_size({"width": 640, "height": 800})
        page.wait_for_function(f"document.querySelector('iframe').clientHeight === {wide}")
        frame.get_by_label("Парк біля річки").check()
        assert page.context.cookies() == []
        with page.expect_popup() as popup:
            frame.get_by_role("button", name="Голосувати").click()
        ballot = popup.value
        expect(ballot).to_have_url(f"{address}{URL}holos/?choice={option_of(poll, 1).pk}")
        expect(ballot.get_by_label("Парк біля річки")).to_be_checked()


def test_a_stranger_cannot_change_the_height(chromium: Browser, address: str, tmp_path: Path) -> None:
    poll_make()
    code = open_at(chromium, f"{address}{URL}").locator("#embed-code").input_value()
    with other_site(tmp_path, code) as newspaper:
        page = open_at(chromium, newspaper, width=640)
        page.wait_for_function("document.querySelector('iframe').clientHeight !== 480")
        told = frame_height(page)
        page.evaluate("window.postMessage({frameHeight: 9000}, '*')")
        page.evaluate("new Promise(done => setTimeout(done, 0))")
        assert frame_height(page) == told


def test_without_scripts_the_frame_scrolls(chromium: Browser, address: str, tmp_path: Path) -> None:
    poll = poll_make()
    with other_site(
        tmp_path, f'<iframe src="{address}{URL}vbudovano/" width="300" height="200"></iframe>'
    ) as newspaper:
        page = open_at(chromium, newspaper, javascript=False)
        frame = page.frame_locator("iframe")
        frame.get_by_role("button", name="Голосувати").scroll_into_view_if_needed()
        expect(frame.get_by_role("button", name="Голосувати")).to_be_in_viewport()
        expect(frame.get_by_role("heading", name=poll.question)).not_to_be_in_viewport()


def test_a_vote_by_keyboard_alone_on_the_smallest_screen(chromium: Browser, address: str, tmp_path: Path) -> None:
    poll = poll_make(options_order=OptionsOrder.SHUFFLED)
    pictured(poll, tmp_path)
    page = open_at(chromium, f"{address}{URL}", javascript=False, width=320)
    page.get_by_role("link", name="Перейти до голосування").press("Enter")
    order = page.locator(".choice__label").all_inner_texts()
    page.locator("input[name=choice]").first.focus()
    page.keyboard.press("ArrowDown")
    for box in page.locator(".choice").all():
        size = box.bounding_box()
        assert size
        assert size["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Tab")
    page.keyboard.type("olena")
    page.keyboard.press("Enter")
    # The mistake keeps the order and the choice.
    expect(page.get_by_text("Помилка:").first).to_be_attached()
    assert page.locator(".choice__label").all_inner_texts() == order
    expect(page.get_by_label(order[1].strip())).to_be_checked()
    page.get_by_label("Ваша адреса електронної пошти").press("End")
    page.keyboard.type("@example.com")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Надіслати").press("Enter")
    page.wait_for_url("**/lyst/**")
    assert Vote.objects.get().choices.get().option.text == order[1].strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictured_ballot_and_the_frame_fail_no_rule_of_accessibility(
    chromium: Browser, address: str, tmp_path: Path, scheme: str
) -> None:
    poll = poll_make()
    pictured(poll, tmp_path)
    for width in (320, 1280):
        for place in ("", "holos/", "vbudovano/"):
            page = open_at(chromium, f"{address}{URL}{place}", width=width)
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(page, options=STANDARDS).response["violations"] == [], place
            page.context.close()
