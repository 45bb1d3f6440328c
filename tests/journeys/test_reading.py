"""A resident who sees badly chooses large letters and high contrast, without JavaScript, and reads on."""

from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from community.core.colour import contrast_ratio
from community.core.reading.ways import WAYS
from tests.audit.looking import STANDARDS
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.any_engine]

PHONE: ViewportSize = {"width": 320, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PLACES = ["/", ARTICLE := ".lead-story a", "/petytsii/", PETITION := ".petition-list a", "/opytuvannia/", "/chytannia/"]
# The colour of the words and of the first ground under them.
COLOURS = """element => {
  const hex = colour => '#' + colour.match(/\\d+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, '0')).join('')
  let ground = element
  while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement
  return [hex(getComputedStyle(element).color), hex(getComputedStyle(ground).backgroundColor)]
}"""
SIZE_OF = "element => parseFloat(getComputedStyle(element).fontSize)"


def visitor(
    chromium: Browser, site: SiteProcesses, *, cookie: str = "", viewport: ViewportSize = PHONE, dark: bool = False
) -> BrowserContext:
    context = chromium.new_context(
        base_url=site.url, locale="uk-UA", viewport=viewport, color_scheme="dark" if dark else "light"
    )
    if cookie:
        context.add_cookies([{"name": "reading", "value": cookie, "url": site.url}])
    return context


def go(page: Page, place: str) -> None:
    """To an address, or by a link of the page one is on."""
    if place.startswith("/"):
        page.goto(place)
    else:
        page.locator(place).first.click()
    page.wait_for_load_state("load")


def is_within_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def contrast_of(page: Page, selector: str) -> float:
    words, ground = page.locator(selector).first.evaluate(COLOURS)
    return contrast_ratio(words, ground)


@pytest.fixture
def plain_page(chromium: Browser, site: SiteProcesses) -> Iterator[Page]:
    context = chromium.new_context(base_url=site.url, locale="uk-UA", viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_larger_letters_and_contrast_without_javascript(plain_page: Page, site: SiteProcesses) -> None:
    page = plain_page
    page.goto("/")
    page.locator(ARTICLE).first.click()
    page.wait_for_load_state()
    article, body = page.url, page.locator(".page__main .prose p").first
    usual_size, usual_words = body.evaluate(SIZE_OF), body.evaluate(COLOURS)[0]

    page.locator("header").get_by_role("link", name="Налаштування читання").click()
    page.get_by_label("Дуже великий").check()
    page.get_by_label("Високий").check()
    page.get_by_role("button", name="Зберегти").click()
    expect(page).to_have_url(article)
    assert body.evaluate(SIZE_OF) == pytest.approx(usual_size * 1.5)
    assert body.evaluate(COLOURS)[0] != usual_words
    assert contrast_of(page, ".page__main .prose p") >= 7
    assert is_within_screen(page)
    cookie = page.context.cookies()[0]
    assert (cookie["name"], cookie["value"], cookie["sameSite"]) == ("reading", "largest-high", "Lax")

    page.goto("/petytsii/")
    assert page.locator(".petition-card__title").first.evaluate(SIZE_OF) > usual_size
    page.locator("footer").get_by_role("link", name="Налаштування читання").click()
    expect(page.get_by_label("Дуже великий")).to_be_checked()
    page.get_by_role("button", name="Повернути звичайний вигляд").click()
    expect(page).to_have_url(f"{site.url}/petytsii/")
    assert page.context.cookies() == []
    page.goto(article)
    assert body.evaluate(SIZE_OF) == usual_size


@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, False), (DESKTOP, True)], ids=["phone-light", "desktop-dark"])
def test_the_largest_letters_in_high_contrast_are_accessible(
    viewport: ViewportSize, dark: bool, chromium: Browser, site: SiteProcesses
) -> None:
    context = visitor(chromium, site, cookie="largest-high-calm", viewport=viewport, dark=dark)
    page = context.new_page()
    for place in PLACES:
        go(page, place)
        assert is_within_screen(page), page.url
        assert contrast_of(page, "main p") >= 7, page.url
        assert Axe().run(page, options=STANDARDS).response["violations"] == [], page.url
    page.goto("/kabinet/vkhid/")
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.locator("main button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert contrast_of(page, ".field__error p") >= 7
    assert is_within_screen(page)
    assert Axe().run(page, options=STANDARDS).response["violations"] == []
    context.close()


def test_nothing_runs_off_a_phone_in_any_of_the_twelve_ways(chromium: Browser, site: SiteProcesses) -> None:
    context = visitor(chromium, site)
    page = context.new_page()
    for cookie, place in product(WAYS, ["/", ARTICLE, "/petytsii/", PETITION]):
        context.add_cookies([{"name": "reading", "value": cookie or "none", "url": site.url}])
        go(page, place)
        assert is_within_screen(page), (cookie, page.url)
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast_asked_of_the_device_is_given_without_a_cookie(
    dark: bool, chromium: Browser, site: SiteProcesses
) -> None:
    context = visitor(chromium, site, dark=dark)
    page = context.new_page()
    page.goto("/")
    usual = page.locator("main a").first.evaluate(COLOURS)
    page.emulate_media(contrast="more")
    assert page.locator("main a").first.evaluate(COLOURS) != usual
    assert contrast_of(page, "main a") >= 7
    assert context.cookies() == []
    context.close()


def test_the_catalogue_as_seen(chromium: Browser, site: SiteProcesses) -> None:
    for viewport, dark, cookie in [(PHONE, False, ""), (DESKTOP, True, ""), (PHONE, True, "largest-high")]:
        context = visitor(chromium, site, cookie=cookie, viewport=viewport, dark=dark)
        page = context.new_page()
        page.goto("/dyzain-systema/")
        page.locator("details").evaluate_all("folds => folds.forEach(fold => (fold.open = true))")
        assert is_within_screen(page)
        assert Axe().run(page, options=STANDARDS).response["violations"] == []
        context.close()
