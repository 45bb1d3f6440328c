"""The guide in the admin, from the help menu to a page of it: accessible, and within the screen of a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.audit.looking import STANDARDS
from tests.audit.watch import Watch
from tests.journeys import editor
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.any_engine]


def test_whoever_is_on_duty_finds_the_guide_and_reads_it_on_a_phone(page: Page, site: SiteProcesses) -> None:
    editor.sign_in(page, "cherhova")
    watch = Watch(page, site.url)
    page.get_by_role("button", name="Довідка").click()
    page.get_by_role("link", name="Посібник редактора").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Посібник редактора")
    assert Axe().run(page, options=STANDARDS).response["violations"] == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("link", name="Говоримо з мешканцями").click()
    expect(page.get_by_role("heading", name="Говоримо з мешканцями")).to_be_in_viewport()
    page.get_by_role("link", name="Термінове оголошення").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Термінове оголошення")
    picture = page.get_by_role("img", name="Екран термінового оголошення")
    assert picture.evaluate("picture => picture.complete && picture.naturalWidth > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page, options=STANDARDS).response["violations"] == []
    assert list(watch.strangers()) == []
    assert watch.complaints == []
