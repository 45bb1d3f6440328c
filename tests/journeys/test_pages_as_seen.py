"""Each kind of page in a browser: accessible, within the screen, silent in the console, asking nobody else."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.any_engine]

STANDARDS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549"]}
}
SIZES: dict[str, ViewportSize] = {"phone": {"width": 320, "height": 640}, "desktop": {"width": 1280, "height": 900}}
# Narrow screens rearrange what wide ones show, so these three meet every rule of the style sheets.
VIEWS = [("phone", "light"), ("phone", "dark"), ("desktop", "dark")]
# How to get from the home page to a page of each kind; the last step is where it stops.
WAYS: dict[str, list[str]] = {
    "home": [],
    "news": ["footer a[href='/novyny/']"],
    "news by letter": ["footer a[href='/novyny-lystom/']"],
    "article": [".lead-story a"],
    "section": ["footer a[href='/posluhy/']"],
    "standard": ["footer a[href='/posluhy/']", "main .link-list a"],
    "polls": ["footer a[href='/opytuvannia/']"],
    "poll": [".poll__question a"],
    "vote": [".poll .choice input", ".poll button[type=submit]"],
    "poll trust": [],
    "poll receipts": [],
    "poll receipt": [],
    "petitions": [".account-links a[href='/petytsii/']"],
    "petition": [".account-links a[href='/petytsii/']", ".petition-list a"],
    "signers": [".account-links a[href='/petytsii/']", ".petition-list a", "a[href$='/pidpysy/']"],
    "petition answered": ["header a[href='/petytsii/']", "a[href$='state=answered']", ".petition-list a"],
    "petition to print": [".account-links a[href='/petytsii/']", ".petition-list a", "a[href$='/druk/']"],
    "search": [],
    "login": [".account-links a[href='/kabinet/vkhid/']"],
    "registration": [".account-links a[href='/kabinet/reiestratsiia/']"],
    "recovery": [".account-links a[href='/kabinet/vkhid/']", "main a[href='/kabinet/vidnovlennia/']"],
    "not found": [],
}
CLOSED_POLL = "/opytuvannia/yak-nazvaty-onovlenyi-chytalnyi-zal-biblioteky/"
ADDRESSES = {
    "search": "/search/?q=вода",
    "not found": "/nemaie/",
    "poll trust": f"{CLOSED_POLL}dovira/",
    "poll receipts": f"{CLOSED_POLL}kvytantsii/",
    "poll receipt": f"{CLOSED_POLL}kvytantsiia/",
}


class Watch:
    """Keeps what a page asked of others and complained about."""

    def __init__(self, page: Page, host: str) -> None:
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        self._host = host
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda message: self._said(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc not in {self._host, ""}:
            self.strangers.append(url)

    def _said(self, kind: str, text: str) -> None:
        # The browser itself reports that the page it was sent to is not there.
        if kind == "error" and "404 (Not Found)" not in text:
            self.complaints.append(text)


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
@pytest.mark.parametrize("kind", WAYS)
def test_page_as_seen(kind: str, size: str, scheme: str, chromium: Browser, site: SiteProcesses) -> None:
    context = chromium.new_context(
        base_url=site.url,
        locale="uk-UA",
        viewport=SIZES[size],
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    watch = Watch(page, urlsplit(site.url).netloc)
    page.goto(ADDRESSES.get(kind, "/"))
    for step in WAYS[kind]:
        page.locator(step).first.click()
    page.wait_for_load_state("load")
    assert page.locator("h1").count() == 1
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[size]["width"], "wider than the screen"
    assert Axe().run(page, options=STANDARDS).response["violations"] == []
    assert watch.strangers == []
    assert watch.complaints == []
    context.close()


def test_anonymous_pages_set_no_cookie(chromium: Browser, site: SiteProcesses) -> None:
    context = chromium.new_context(base_url=site.url, locale="uk-UA")
    page = context.new_page()
    for address in ("/", "/novyny/", "/opytuvannia/", "/petytsii/", "/search/?q=школа", "/nemaie/"):
        page.goto(address)
    assert context.cookies() == []
    context.close()
