"""The main job end to end, as people do it: an article is written, a resident votes, staff export the register."""

import re
import time
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import editor
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes]

TITLE = "Алею біля річки відкрито"
LEAD = "Громада відкрила нову алею з лавками та освітленням."
VOTER = "olena.journey@example.com"


def running_question(page: Page) -> str:
    """The poll that every page shows."""
    page.goto("/")
    return page.locator(".poll__question").first.inner_text()


def link_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"https?://\S+/pidtverdzhennia/\S+", body.get_content())
    assert found, body.get_content()
    return found[0]


def code_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"(?<!\d)\d{3}\s?\d{3}(?!\d)", body.get_content())
    assert found, body.get_content()
    return found[0]


def send_vote(page: Page, address: str) -> None:
    """From the widget of whatever page is open to the answer «look into your mail»."""
    widget = page.locator(".poll").first
    widget.locator("input[name=choice]").first.check()
    widget.get_by_role("button", name="Голосувати").click()
    page.locator("[name=email]").fill(address)
    page.get_by_role("button", name="Продовжити").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Перевірте відповідь")
    expect(page.locator("main")).to_contain_text(address)
    page.get_by_role("button", name=re.compile("^Надіслати")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("пошт")


def voters_shown(page: Page, path: str) -> int:
    """How many voted, as the public page of the poll says."""
    page.goto(path)
    text = page.locator("main .table-wrap + .meta").first.inner_text()
    return int(re.sub(r"\D", "", text.partition("·")[0]))


def wait_for_voters(page: Page, path: str, number: int) -> None:
    """The public page is kept, and its number follows the votes within ten seconds."""
    until = time.monotonic() + 10
    while voters_shown(page, path) != number:
        assert time.monotonic() < until
        page.wait_for_timeout(500)


def exported(staff: Page, address: str) -> list[tuple[object, ...]]:
    """The rows, heads first, of the register of who voted, as its workbook holds them for one address."""
    staff.goto(f"/admin/registers/participation/?q={address}")
    with staff.expect_download() as download:
        staff.get_by_role("link", name=re.compile("XLSX")).first.click()
    sheet = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_from_an_article_to_a_counted_vote_in_the_register(
    chromium: Browser, context: BrowserContext, site: SiteProcesses, letters: MailServer, tmp_path: Path
) -> None:
    resident = context.new_page()
    question = running_question(resident)

    # An editor writes and publishes an article with a picture and the poll.
    staff_context = chromium.new_context(base_url=site.url, locale="uk-UA", viewport={"width": 1280, "height": 900})
    staff = staff_context.new_page()
    editor.sign_in(staff, "redaktor")
    staff.goto("/admin/")
    staff.get_by_role("link", name="Новини").first.click()
    staff.get_by_role("link", name=re.compile("Додати|Створити")).first.click()
    staff.locator("[name=title]").fill(TITLE)
    staff.locator("[name=lead]").fill(LEAD)
    staff.locator("[name=category]").select_option(index=1)
    expect(staff.locator("[name=slug]")).to_have_value("aleiu-bilia-richky-vidkryto")
    editor.choose_upload(staff, "id_cover", editor.picture(tmp_path))
    staff.locator("[name=cover_alt]").fill("Алея з лавками")
    editor.choose_poll(staff, question)
    editor.publish(staff)

    # A resident finds it on the home page and votes from it.
    resident.goto("/")
    resident.get_by_role("link", name=TITLE).first.click()
    expect(resident.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(resident.get_by_role("img", name="Алея з лавками")).to_be_visible()
    send_vote(resident, VOTER)

    # The letter arrives over SMTP; opening its link counts nothing; confirming counts one, again none.
    letter = letters.wait_for(VOTER)
    link = link_in(letter)
    poll_path = re.sub(r"pidtverdzhennia/.*", "", link)
    before = voters_shown(resident, poll_path)
    resident.goto(link)
    expect(resident.locator("main")).to_contain_text("ще не враховано")
    assert voters_shown(resident, poll_path) == before
    resident.goto(link)
    resident.get_by_role("button", name="Підтвердити").click()
    expect(resident.get_by_role("heading", level=1)).to_contain_text("голос підтверджено")
    wait_for_voters(resident, poll_path, before + 1)
    resident.goto(link)
    expect(resident.get_by_role("button", name="Підтвердити")).to_have_count(0)
    assert voters_shown(resident, poll_path) == before + 1

    # Staff export the register as XLSX. Votes of today in a poll whose results are open are told from tomorrow on.
    admin_context = chromium.new_context(base_url=site.url, locale="uk-UA")
    admin = admin_context.new_page()
    editor.sign_in(admin, "zaluchennia")
    heads, *earlier = exported(admin, "meshkanets-1@example.org")
    assert heads[0] == "Опитування"
    assert question in [row[0] for row in earlier]
    assert exported(admin, VOTER) == [heads]
    staff_context.close()
    admin_context.close()


def test_a_resident_confirms_by_the_code_without_javascript(
    chromium: Browser, site: SiteProcesses, letters: MailServer
) -> None:
    context = chromium.new_context(base_url=site.url, java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto("/")
    send_vote(page, "phone.journey@example.com")
    page.locator("[name=code]").fill(code_in(letters.wait_for("phone.journey@example.com")))
    page.get_by_role("button", name="Підтвердити").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("голос підтверджено")
    context.close()
