"""A resident signs a petition in a browser and takes the signature back."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_pages_as_seen import STANDARDS
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes]

RESIDENT, PASSWORD = "orysia@yasnobrid.example", "demo-password-1"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_each_page_of_signing_is_accessible(chromium: Browser, site: SiteProcesses, width: int, scheme: str) -> None:
    context = chromium.new_context(
        base_url=site.url,
        locale="uk-UA",
        viewport={"width": width, "height": 700},
        color_scheme="dark" if scheme == "dark" else "light",
    )

    def seems_right(page: Page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "wider than the screen"
        assert Axe().run(page, options=STANDARDS).response["violations"] == []

    sign_and_withdraw(context.new_page(), seems_right)
    context.close()


def test_an_old_phone_without_javascript_signs_too(chromium: Browser, site: SiteProcesses) -> None:
    context = chromium.new_context(
        base_url=site.url, locale="uk-UA", viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    sign_and_withdraw(context.new_page(), lambda page: None)
    context.close()


def sign_and_withdraw(page: Page, look: Callable[[Page], None]) -> None:
    """From the list to the thanks and back, with a ``look`` at each page on the way."""
    page.goto("/petytsii/?q=вечірній автобус")
    page.locator(".petition-list a").first.click()
    page.get_by_role("link", name="Підписати петицію").click()
    page.get_by_label("Електронна пошта або мобільний телефон").fill(RESIDENT)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()

    heading_is(page, "Перевірте й підпишіть")
    look(page)
    page.get_by_role("button", name="Підписати").click()
    expect(page.get_by_text("Підтвердьте це, перш ніж підписати").first).to_be_visible()
    look(page)
    page.get_by_label("Я мешкаю на території громади").check()
    page.get_by_role("button", name="Підписати").click()

    heading_is(page, "Дякуємо, ви підписали петицію")
    expect(page.locator(".receipt")).to_have_text("97")
    look(page)
    page.get_by_role("link", name="Відкликати мій підпис").click()
    heading_is(page, "Відкликати підпис?")
    look(page)
    page.get_by_role("button", name="Відкликати мій підпис").click()
    heading_is(page, "Підпис відкликано")


def heading_is(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
