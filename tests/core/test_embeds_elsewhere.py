"""Another site pastes every code that ours offers: what its readers see, and what it may not put in a frame."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Request, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from engagement.models import PetitionIndexPage, PollIndexPage
from home.models import HomePage
from news.models import NewsIndexPage
from tests.core.pictures.builders import photo
from tests.engagement.petitions.builders import TITLE, published_petition
from tests.engagement.polls.builders import poll_make
from tests.news.builders import make_article
from tests.services.frames import other_site
from tests.services.site_processes import chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.any_engine, pytest.mark.django_db(transaction=True)]

PATIENCE = 30_000
REFUSED = "chrome-error://chromewebdata/"


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright's own loop makes Django think that the test's database calls are asynchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def places(live_server: LiveServer, news_index: NewsIndexPage, settings: Settings) -> dict[str, str]:
    """The address of each page that offers a code, by the heading of what the code shows."""
    site = live_server.url
    settings.SITE_URL = site
    parts = urlsplit(site)
    Site.objects.update(hostname=parts.hostname, port=parts.port)
    Site.clear_site_root_paths_cache()
    home = HomePage.objects.get()
    polls = home.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia"))
    petitions = home.add_child(instance=PetitionIndexPage(title="Петиції", slug="petytsii"))
    article = make_article(news_index, title="Відкриття парку", cover=photo(), cover_alt="Алея")
    poll, petition = poll_make(), published_petition()
    return {
        article.title: f"{site}{article.url}",
        "Новини — ": f"{site}{news_index.url}",
        poll.question: f"{site}{polls.url}{poll.slug}/",
        TITLE: f"{site}{petitions.url}{petition.slug}/",
    }


def visit(browser: Browser, width: int = 640) -> Page:
    context = browser.new_context(locale="uk-UA", viewport={"width": width, "height": 800})
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def codes_of(browser: Browser, places: dict[str, str]) -> list[str]:
    """What a webmaster copies from each page."""
    page = visit(browser)
    codes = []
    for address in places.values():
        page.goto(address)
        codes.append(page.locator("#embed-code").input_value())
    page.context.close()
    return codes


def frame_fits(page: Page, number: int, frame: FrameLocator) -> bool:
    """Whether the frame has taken the height of what stands in it."""
    height = page.locator("iframe").nth(number).evaluate("frame => frame.clientHeight")
    return bool(abs(height - frame.locator("main").evaluate("e => e.getBoundingClientRect().height")) <= 1)


def test_every_code_works_on_another_site(chromium: Browser, places: dict[str, str], tmp_path: Path) -> None:
    codes = codes_of(chromium, places)
    page, complaints, asked = visit(chromium), [], set[str]()
    page.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            asked.add(urlsplit(request.url).netloc)

    page.on("request", note)
    with other_site(tmp_path, "".join(codes)) as newspaper:
        page.goto(newspaper)
        for number, heading in enumerate(places):
            page.locator("iframe").nth(number).scroll_into_view_if_needed()
            frame = page.frame_locator("iframe").nth(number)
            expect(frame.get_by_role("heading", name=heading)).to_be_visible()
            for _turn in range(100):
                if frame_fits(page, number, frame):
                    break
                page.wait_for_timeout(50)
            assert frame_fits(page, number, frame), heading
            links = frame.locator("a[href]")
            assert links.count() >= 1
            assert links.evaluate_all("links => links.every(link => link.target === '_blank')")
            with page.expect_popup() as popup:
                links.last.click()
            popup.value.wait_for_load_state()
            assert popup.value.url.startswith(next(iter(places.values())).rsplit("/", 3)[0]), heading
            assert popup.value.evaluate("window.opener") is None
            popup.value.close()
            assert page.url == newspaper
        picture = page.frame_locator("iframe").first.get_by_role("img", name="Алея")
        assert picture.evaluate("image => image.naturalWidth") > 0
        assert frame_forms_open_elsewhere(page)
        assert page.context.cookies() == []
        assert asked == {urlsplit(newspaper).netloc, urlsplit(next(iter(places.values()))).netloc}
        assert complaints == []


def frame_forms_open_elsewhere(page: Page) -> bool:
    outside = "forms => forms.every(form => form.target === '_blank')"
    return all(frame.locator("form").evaluate_all(outside) for frame in page.frames[1:])


def test_what_asks_for_names_and_passwords_stands_in_no_frame(
    chromium: Browser, places: dict[str, str], tmp_path: Path
) -> None:
    article, news, poll, petition = places.values()
    site = article.rsplit("/", 3)[0]
    refusing = [
        f"{site}/admin/login/",
        f"{site}/kabinet/vkhid/",
        f"{poll}holos/",
        f"{petition}pidpys/",
        f"{site}/petytsii/nova/",
        article,
        news,
        poll,
        petition,
    ]
    frames = "".join(f'<iframe src="{address}"></iframe>' for address in refusing)
    page = visit(chromium)
    with other_site(tmp_path, frames) as newspaper:
        page.goto(newspaper)
        page.wait_for_load_state("networkidle")
        assert [frame.url for frame in page.frames[1:]] == [REFUSED] * len(refusing)
