"""Takes the README's pictures anew, in Chromium.

``DJANGO_SETTINGS_MODULE=community.settings.test .venv/bin/python -m docs.screenshots.make``
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.journeys import editor
from tests.journeys.conftest import SWITCHES
from tests.services.site_processes import SiteProcesses, chromium_path

HERE = Path(__file__).parent
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 720}


def main() -> None:
    """Serve the demo community for as long as the pictures take."""
    with (
        tempfile.TemporaryDirectory() as folder,
        SiteProcesses(Path(folder), "consolemail://") as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=SWITCHES)
        take_all(browser, site.url)
        browser.close()


def take_all(browser: Browser, url: str) -> None:
    """Public pages as a visitor sees them, the editor as its user does."""
    visitor = browser.new_context(base_url=url, locale="uk-UA", viewport=DESKTOP).new_page()
    visitor.goto("/")
    visitor.screenshot(path=HERE / "home-desktop.png")
    visitor.locator(".lead-story a").first.click()
    visitor.screenshot(path=HERE / "article-desktop.png")
    phone = browser.new_context(base_url=url, locale="uk-UA", viewport=PHONE, device_scale_factor=2).new_page()
    phone.goto("/")
    phone.screenshot(path=HERE / "home-phone.png")
    phone.locator(".poll__question a").first.click()
    phone.screenshot(path=HERE / "poll-phone.png")
    staff = browser.new_context(base_url=url, locale="uk-UA", viewport=DESKTOP).new_page()
    editor.sign_in(staff, "redaktor")
    staff.goto("/admin/articles/")
    staff.locator("main .title-wrapper a").first.click()
    staff.wait_for_load_state("networkidle")
    staff.screenshot(path=HERE / "editor.png")


if __name__ == "__main__":
    main()
