"""What staff do in the Wagtail editor, in the words of its screens."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

PASSWORD = "demo-password-1"


def sign_in(page: Page, name: str) -> None:
    page.goto("/admin/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Увійти").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


def picture(folder: Path) -> Path:
    """A picture nobody uploaded before: the editor would ask whether it is the same one."""
    path = folder / "alley.png"
    Image.effect_noise((1280, 854), sigma=60).save(path)
    return path


def choose_upload(page: Page, chooser: str, file: Path) -> None:
    """Upload ``file`` in the window that a chooser opens."""
    page.locator(f"#{chooser}-chooser").get_by_role("button").filter(visible=True).click()
    window = page.locator(".modal-content")
    window.get_by_role("tab").nth(1).click()
    window.locator("input[type=file]").set_input_files(file)
    # The editor names the picture after its file; sent before that, it would be refused as nameless.
    expect(window.locator("input[name$=title]").filter(visible=True)).to_have_value(file.stem)
    window.locator("form button[type=submit]").filter(visible=True).last.click()
    expect(window).to_have_count(0)


def add_block(page: Page, name: str) -> Locator:
    """Put a block at the end of the text; the whole text is returned."""
    body = page.locator("[data-contentpath=body]")
    body.locator("button.c-sf-add-button").last.click()
    page.locator(".w-combobox").get_by_role("option", name=name).click()
    return body


def write_text(page: Page, text: str) -> None:
    """Put a block of text at the end and type into it."""
    body = add_block(page, "Текст із заголовками")
    field = body.locator(".public-DraftEditor-content").last
    field.click()
    field.press_sequentially(text)
    # The form learns of it a moment later.
    kept = body.locator("input[type=hidden][name^=body-][name$=-value]").last
    expect(kept).to_have_value(re.compile(re.escape(text)))


def choose_poll(page: Page, question: str) -> None:
    """Put the poll block at the end of the text and choose the poll in it."""
    body = add_block(page, "Опитування")
    body.get_by_role("button", name=re.compile("^(Вибрати|Обрати|Оберіть)")).filter(visible=True).first.click()
    window = page.locator(".modal-content")
    window.get_by_role("link", name=question).click()
    expect(window).to_have_count(0)


def open_actions(page: Page) -> None:
    """What else than saving can be done, from the arrow at the bottom."""
    page.locator("footer").get_by_role("button", expanded=False).filter(visible=True).first.click()


def publish(page: Page) -> None:
    open_actions(page)
    page.get_by_role("button", name="Опублікувати").click()
    expect(page.locator(".messages")).to_contain_text("опубліковано")


def is_refused(page: Page, *addresses: str) -> None:
    """Each of ``addresses`` leads whoever is signed in on ``page`` back to the first screen, or nowhere."""
    for address in addresses:
        answer = page.request.get(address, max_redirects=0)
        led = (answer.status, answer.headers.get("location"))
        assert led == (302, "/admin/") or answer.status in {403, 404}, f"{address}: {led}"
