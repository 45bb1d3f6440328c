"""A whole vote by keyboard alone, on an old phone without JavaScript: letter again, code, and a vote taken back."""

import re
from contextlib import nullcontext
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.resident import link_in
from tests.journeys.test_main_journey import code_in
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes]

# More than any page has places to stop at.
STOPS = 80
# Read at once: a page that is leaving has nothing in focus to wait for.
FOCUSED_WORDS = "((document.querySelector(':focus') || {}).innerText || '').trim()"


def test_by_keyboard_and_without_javascript(chromium: Browser, site: SiteProcesses, letters: MailServer) -> None:
    context = chromium.new_context(
        base_url=site.url, locale="uk-UA", java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()

    # The first vote is erased before it is confirmed.
    vote(page, "keys.first@example.com")
    # A letter that has not left would be erased with its vote.
    first = letters.wait_for("keys.first@example.com")
    press(page, "Передумали")
    press(page, "Скасувати голос")
    heading_is(page, "Голос скасовано")
    page.goto(link_in(first, r"\S*pidtverdzhennia/"))
    heading_is(page, "Це посилання не працює")

    # The second gets its letter twice; only the newer one counts it.
    vote(page, "keys.second@example.com")
    old = letters.wait_for("keys.second@example.com")
    press(page, "Лист не надійшов")
    press(page, "Надіслати лист ще раз")
    expect(page.get_by_role("status")).to_contain_text("Діє лише найновіший лист")
    new = letters.wait_for("keys.second@example.com", 2)
    enter_code(page, old)
    expect(page.get_by_role("alert")).to_contain_text("Код не підходить")
    enter_code(page, new)
    expect(page.get_by_role("heading", level=1)).to_contain_text("голос підтверджено")
    context.close()


def vote(page: Page, address: str) -> None:
    """From the poll of the front page to «look into your mail»."""
    page.goto("/")
    reach(page, "input[name=choice]")
    page.keyboard.press("Space")
    press(page, "Голосувати")
    reach(page, "[name=email]")
    page.keyboard.type(address)
    press(page, "Продовжити")
    press(page, "^Надіслати")
    heading_is(page, "Перевірте пошту")


def enter_code(page: Page, letter: EmailMessage) -> None:
    reach(page, "[name=code]")
    page.keyboard.press("Control+A")
    page.keyboard.type(code_in(letter))
    press(page, "Підтвердити голос")


def press(page: Page, words: str) -> None:
    """Tab to what is called ``words`` and press Enter, as one does without a mouse."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if re.search(words, page.evaluate(FOCUSED_WORDS)):
            unfolds = page.evaluate("document.activeElement.tagName === 'SUMMARY'")
            with nullcontext() if unfolds else page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {words}")


def reach(page: Page, selector: str) -> None:
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def heading_is(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
