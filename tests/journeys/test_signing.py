"""A resident signs a petition in a browser and takes the signature back."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes]

RESIDENT, PASSWORD = "orysia@yasnobrid.example", "demo-password-1"


def test_an_old_phone_without_javascript_signs_too(chromium: Browser, site: SiteProcesses) -> None:
    context = chromium.new_context(
        base_url=site.url, locale="uk-UA", viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    sign_and_withdraw(context.new_page())
    context.close()


def sign_and_withdraw(page: Page) -> None:
    """From the list to the thanks and back, past the mistake of ticking nothing."""
    page.goto("/petytsii/?q=вечірній автобус")
    page.locator(".petition-list a").first.click()
    page.get_by_role("link", name="Підписати петицію").click()
    page.get_by_label("Електронна пошта або мобільний телефон").fill(RESIDENT)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()

    heading_is(page, "Перевірте й підпишіть")
    page.get_by_role("button", name="Підписати").click()
    expect(page.get_by_text("Підтвердьте це, перш ніж підписати").first).to_be_visible()
    page.get_by_label("Я мешкаю на території громади").check()
    page.get_by_role("button", name="Підписати").click()

    heading_is(page, "Дякуємо, ви підписали петицію")
    expect(page.locator(".receipt")).to_have_text("97")
    page.get_by_role("link", name="Відкликати мій підпис").click()
    heading_is(page, "Відкликати підпис?")
    page.get_by_role("button", name="Відкликати мій підпис").click()
    heading_is(page, "Підпис відкликано")


def heading_is(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
