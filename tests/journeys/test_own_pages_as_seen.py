"""The pages behind the login in a browser: accessible and within the screen, like the public ones."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.journeys.test_pages_as_seen import SIZES, STANDARDS, VIEWS
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.any_engine]

OWN = ["", "dani/", "poshta/", "poshta/lyst/", "telefon/", "parol/", "vydalennia/", "pidtverdzhennia/", "vykhid/"]


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_own_pages_as_seen(size: str, scheme: str, chromium: Browser, site: SiteProcesses) -> None:
    context = chromium.new_context(
        base_url=site.url,
        locale="uk-UA",
        viewport=SIZES[size],
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto("/kabinet/vkhid/")
    page.locator("[name=login]").fill("orysia@yasnobrid.example")
    page.locator("[name=password]").fill("demo-password-1")
    page.locator("main button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    for address in OWN:
        page.goto(f"/kabinet/{address}")
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], address
        assert Axe().run(page, options=STANDARDS).response["violations"] == [], address
    context.close()
