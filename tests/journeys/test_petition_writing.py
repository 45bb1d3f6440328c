"""A resident writes a petition in a browser: similar ones appear while typing, and nothing typed is lost."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.editor import PASSWORD
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes]

RESIDENT = "orysia@yasnobrid.example"
CROSSING = "Облаштувати безпечний перехід біля ліцею на вулиці Луговій"


def log_in(page: Page) -> None:
    page.locator("[name=login]").fill(RESIDENT)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()


def begin(page: Page) -> None:
    """From the rules over the gate to the title."""
    page.goto("/petytsii/nova/")
    page.get_by_role("link", name="Почати").click()
    page.locator("main").get_by_role("link", name="Увійти").click()
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Назва петиції")


def test_similar_petitions_appear_while_the_title_is_typed(page: Page) -> None:
    begin(page)
    status = page.get_by_role("status")
    found = page.locator("[data-similar] a")
    field = page.get_by_label("Про що ви просите раду?")
    field.press_sequentially("безпечний перехід до ліцею")
    expect(status).to_have_text("Уже є 1 схожа петиція (відкриється в новій вкладці)")
    expect(found).to_have_text(CROSSING)
    field.fill("Космодром")
    expect(found).to_have_count(0)
    expect(status).to_be_empty()
    field.fill("перехід біля ліцею")
    expect(found).to_have_text(CROSSING)
    with page.expect_popup() as popup:
        found.click()
    expect(popup.value.get_by_role("heading", level=1)).to_have_text(CROSSING)


def test_without_javascript_the_same_is_a_step(chromium: Browser, site: SiteProcesses) -> None:
    context = chromium.new_context(base_url=site.url, locale="uk-UA", java_script_enabled=False)
    page = context.new_page()
    begin(page)
    page.get_by_label("Про що ви просите раду?").fill("Безпечний перехід до ліцею")
    page.get_by_role("button", name="Продовжити").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Може, це одна з цих?")
    expect(page.get_by_role("link", name=CROSSING)).to_be_visible()
    page.get_by_role("link", name="Моя про інше, продовжити").click()
    expect(page.get_by_label("Про що ви просите раду?")).to_have_value("Безпечний перехід до ліцею")
    context.close()


def test_a_session_that_ends_takes_nothing_with_it(page: Page, context: BrowserContext) -> None:
    begin(page)
    page.get_by_label("Про що ви просите раду?").fill("Поставити лавки біля автовокзалу")
    page.get_by_role("button", name="Продовжити").click()
    page.get_by_label("Текст петиції").fill("Перший рядок.\n\nДругий рядок.")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Зберегти чернетку").click()
    expect(page.locator("main")).to_contain_text("Те, що ви набрали, збережено")
    page.locator("main").get_by_role("link", name="Увійти").click()
    log_in(page)
    expect(page.get_by_label("Текст петиції")).to_have_value("Перший рядок.\n\nДругий рядок.")
    page.get_by_role("button", name="Зберегти чернетку").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Такий вигляд матиме петиція")
    page.get_by_label("Погоджуюся").check()
    page.get_by_role("button", name="Подати петицію").click()
    expect(page.locator("main")).to_contain_text("На перевірці в раді")
