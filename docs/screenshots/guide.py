"""Takes the pictures of the editors' guide anew, in Chromium.

``DJANGO_SETTINGS_MODULE=community.settings.test .venv/bin/python -m docs.screenshots.guide``
"""

import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.journeys import editor
from tests.journeys.conftest import SWITCHES
from tests.services.site_processes import SiteProcesses, chromium_path

PICTURES = Path(__file__).parents[1] / "guide" / "pictures"
SCREEN: ViewportSize = {"width": 1000, "height": 680}
QUALITY = 70


def main() -> None:
    """Serve the demo community for as long as the pictures take."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        SiteProcesses(Path(folder), "consolemail://") as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=SWITCHES)
        take_all(browser, site.url)
        browser.close()


def take_all(browser: Browser, url: str) -> None:
    for name, scenes in SCENES.items():
        page = signed_in(browser, url, name)
        for scene in scenes:
            scene(page)


def signed_in(browser: Browser, url: str, name: str) -> Page:
    context = browser.new_context(base_url=url, locale="uk-UA", viewport=SCREEN, reduced_motion="reduce")
    # A narrow menu leaves the picture to what it is about.
    context.add_cookies([{"name": "wagtail_sidebar_collapsed", "value": "1", "url": url}])
    page = context.new_page()
    editor.sign_in(page, name)
    return page


def keep(page: Page, name: str) -> None:
    """Write what is on the screen down, small."""
    page.wait_for_load_state("networkidle")
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)


def to(page: Page, selector: str) -> None:
    """Scroll to what the picture is about."""
    page.locator(selector).first.evaluate("element => element.scrollIntoView()")
    page.mouse.wheel(0, -90)
    page.wait_for_timeout(300)


def edit_first(page: Page, model: str) -> str:
    """Open the editor of a page of this type; return its address."""
    for offset in range(0, 1000, 20):
        found = page.request.get(f"/admin/api/main/pages/?limit=20&offset={offset}").json()["items"]
        if same := [item["id"] for item in found if item["meta"]["type"] == model]:
            address = f"/admin/pages/{same[0]}/edit/"
            page.goto(address)
            return address
        if not found:
            break
    raise LookupError(model)


def first_screen(page: Page) -> None:
    page.context.clear_cookies(name="wagtail_sidebar_collapsed")
    page.goto("/admin/")
    keep(page, "first-screen")


def news_form(page: Page) -> None:
    page.goto("/admin/articles/")
    page.get_by_role("link", name="Додати: новина").first.click()
    expect(page.locator("[name=title]")).to_be_visible()
    keep(page, "news-form")


def draft(page: Page) -> None:
    """A draft with something to remark, its actions, its links."""
    page.locator("[name=title]").fill("Ліцей кличе на толоку")
    page.locator("[name=lead]").fill("Запис у пані Ганни: 067 123-45-67. З метою порядку приходьте вчасно.")
    page.locator("[name=category]").select_option(index=1)
    expect(page.locator("[name=slug]")).not_to_have_value("")
    page.get_by_role("button", name="Зберегти чернетку").click()
    expect(page).to_have_url(re.compile("/edit/"))
    page.get_by_role("button", name="Показати або сховати перевірку тексту").click()
    keep(page, "text-check")
    page.get_by_role("button", name="Показати або сховати перевірку тексту").click()
    editor.open_actions(page)
    expect(page.get_by_role("button", name="Надіслати до процесу")).to_be_visible()
    page.wait_for_timeout(500)
    keep(page, "actions")
    page.goto(f"{page.url.partition('?')[0]}../preview-links/")
    page.locator("[name=note]").fill("Голова")
    page.get_by_role("button", name="Створити посилання").click()
    expect(page.get_by_label("Адреса чернетки")).to_be_visible()
    keep(page, "draft-links")


def images(page: Page) -> None:
    page.goto("/admin/images/")
    keep(page, "images")


def event_form(page: Page) -> None:
    edit_first(page, "news.EventPage")
    keep(page, "event-form")


def act_form(page: Page) -> None:
    edit_first(page, "home.ActPage")
    keep(page, "act-form")


def session_form(page: Page) -> None:
    edit_first(page, "home.SessionPage")
    to(page, "[name=agenda-0-title]")
    keep(page, "session-form")


def hours(page: Page) -> None:
    edit_first(page, "home.InstitutionPage")
    to(page, "[name=opening_hours-0-weekday]")
    keep(page, "hours")


def form_fields(page: Page) -> None:
    edit_first(page, "home.FormPage")
    to(page, "[name=form_fields-0-label]")
    keep(page, "form-fields")


def schedule_and_move(page: Page) -> None:
    address = edit_first(page, "home.StandardPage")
    page.get_by_role("button", name="Показати або сховати стан").click()
    page.get_by_role("button", name="Задати розклад").click()
    page.locator("[name=go_live_at]").fill("2027-01-12 09:00")
    page.locator("[name=expire_at]").fill("2027-02-12 18:00")
    page.locator("[name=expire_at]").press("Tab")
    # The calendars would cover what the picture is about.
    page.locator(".xdsoft_datetimepicker").evaluate_all("all => all.forEach(one => { one.style.display = 'none'; })")
    keep(page, "schedule")
    page.goto(address.replace("/edit/", "/move/"))
    keep(page, "move")


def review_report(page: Page) -> None:
    page.goto("/admin/care/review/")
    keep(page, "review-report")


def urgent(page: Page) -> None:
    page.goto("/admin/emergency/")
    page.get_by_label("Увага").check()
    page.locator("[name=text]").fill("До 18:00 на вулиці Луговій не буде води. Воду підвезуть до ліцею.")
    page.get_by_role("button", name="Попередній перегляд").click()
    expect(page.locator("#preview-section")).to_be_visible()
    keep(page, "urgent")


def poll_form(page: Page) -> None:
    page.goto("/admin/snippets/engagement/poll/add/")
    page.locator("[name=question]").fill("Де поставити лавки?")
    keep(page, "poll-form")


def petitions(page: Page) -> None:
    page.goto("/admin/petitions/")
    keep(page, "petitions")


SCENES: dict[str, tuple[Callable[[Page], None], ...]] = {
    "avtor": (news_form, draft),
    "redaktor": (
        images,
        event_form,
        act_form,
        session_form,
        hours,
        form_fields,
        schedule_and_move,
        review_report,
        first_screen,
    ),
    "cherhova": (urgent,),
    "zaluchennia": (poll_form, petitions),
}


if __name__ == "__main__":
    main()
