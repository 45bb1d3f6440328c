"""Somebody publishes an article, a resident finds it in other words; unpublished, it is gone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import editor
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes]

TITLE = "Відкрито обсерваторію біля водокачки"


def ask(page: Page, question: str) -> None:
    page.goto("/search/")
    page.locator("#search-query").fill(question)
    page.locator(".search-form button").click()


def test_an_article_is_found_in_another_form_until_it_is_unpublished(
    chromium: Browser, context: BrowserContext, site: SiteProcesses
) -> None:
    staff = chromium.new_context(base_url=site.url, locale="uk-UA", viewport={"width": 1280, "height": 900}).new_page()
    editor.sign_in(staff, "redaktor")
    staff.get_by_role("link", name="Новини").first.click()
    staff.get_by_role("link", name=re.compile("Додати|Створити")).first.click()
    staff.locator("[name=title]").fill(TITLE)
    staff.locator("[name=lead]").fill("Зорі видно щовечора.")
    staff.locator("[name=category]").select_option(index=1)
    expect(staff.locator("[name=slug]")).to_have_value("vidkryto-observatoriiu-bilia-vodokachky")
    editor.publish(staff)
    resident = context.new_page()
    ask(resident, "обсерваторії")
    result = resident.get_by_role("link", name=TITLE)
    expect(result).to_be_visible()
    ask(resident, "j,cthdfnjhsz")
    expect(resident.locator(".search-mended")).to_contain_text("Показано результати для")
    result.click()
    expect(resident.get_by_role("heading", level=1)).to_have_text(TITLE)
    staff.locator(".listing").get_by_role("link", name=TITLE).first.click()
    expect(staff).to_have_url(re.compile(r"/pages/\d+/edit/"))
    number = re.search(r"/pages/(\d+)/", staff.url)
    assert number
    staff.goto(f"/admin/pages/{number[1]}/unpublish/")
    staff.get_by_role("button", name=re.compile("^Так")).click()
    ask(resident, "обсерваторія")
    expect(resident.locator(".notice")).to_contain_text("нічого не знайдено")


def test_suggestions_with_a_script_and_without(chromium: Browser, context: BrowserContext, site: SiteProcesses) -> None:
    page = context.new_page()
    page.goto("/search/")
    page.locator("#search-query").press_sequentially("петиц")
    option = page.locator("#search-suggestions option").first
    expect(option).to_have_attribute("value", re.compile("петиц", re.IGNORECASE))
    plain = chromium.new_context(
        base_url=site.url, locale="uk-UA", java_script_enabled=False, viewport={"width": 320, "height": 640}
    ).new_page()
    ask(plain, "пет")
    offers = plain.get_by_role("navigation", name="Можливо, ви шукали:")
    expect(offers.get_by_role("link").first).to_have_text(re.compile("^пет"))
    offers.get_by_role("link").first.click()
    expect(plain.locator(".link-list__link").first).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 640})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/search/?q=пет")
        expect(page.locator(".search-offers")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert Axe().run(page).response["violations"] == []
