"""A resident on an old phone, without JavaScript, signs a petition and takes the signature back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_pages_as_seen import STANDARDS
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes]

RESIDENT, PASSWORD = "orysia@yasnobrid.example", "demo-password-1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_resident_signs_and_withdraws(chromium: Browser, site: SiteProcesses, width: int, scheme: str) -> None:
    context = chromium.new_context(
        base_url=site.url,
        locale="uk-UA",
        viewport={"width": width, "height": 700},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto("/petytsii/?q=вечірній автобус")
    page.locator(".petition-list a").click()
    page.get_by_role("link", name="Підписати петицію").click()
    page.get_by_label("Електронна пошта або мобільний телефон").fill(RESIDENT)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.locator("main button[type=submit]").click()

    heading_is(page, "Перевірте й підпишіть")
    seems_right(page, width)
    page.get_by_role("button", name="Підписати").click()
    expect(page.get_by_text("Підтвердьте це, перш ніж підписати").first).to_be_visible()
    seems_right(page, width)
    page.get_by_label("Я мешкаю на території громади").check()
    page.get_by_role("button", name="Підписати").click()

    heading_is(page, "Дякуємо, ви підписали петицію")
    expect(page.locator(".receipt")).to_have_text("97")
    seems_right(page, width)
    page.get_by_role("link", name="Відкликати мій підпис").click()
    seems_right(page, width)
    page.get_by_role("button", name="Відкликати мій підпис").click()
    heading_is(page, "Підпис відкликано")
    context.close()


def heading_is(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def seems_right(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "wider than the screen"
    assert Axe().run(page, options=STANDARDS).response["violations"] == []
