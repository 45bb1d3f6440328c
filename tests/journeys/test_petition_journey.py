"""A petition end to end, as people do it: two residents register, one writes, the council publishes and answers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import editor
from tests.journeys.resident import Person, link_in, log_in, log_out, prove, recover, register
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses
from tests.services.sms_gateways import SmsGateways

pytestmark = [pytest.mark.browser, pytest.mark.processes]

AUTHOR = Person("Шевчук", "Ірина", "Петрівна", "iryna.petition@example.com", "067 555-21-01")
SIGNER = Person("Мороз", "Андрій", "Олегович", "andrii.petition@example.com", "067 555-21-02")
TITLE = "Облаштувати велосипедну стоянку біля бібліотеки"
TEXT = "Біля бібліотеки немає де залишити велосипед.\n\nПросимо раду поставити стоянку на двадцять місць."
NEEDED = 2


def visitor(chromium: Browser, site: SiteProcesses, *, scripts: bool = True, width: int = 1280) -> Page:
    context = chromium.new_context(
        base_url=site.url, locale="uk-UA", java_script_enabled=scripts, viewport={"width": width, "height": 900}
    )
    context.set_default_timeout(30_000)
    return context.new_page()


def write(page: Page) -> None:
    """From the list of petitions to a submitted one."""
    page.goto("/")
    page.get_by_role("link", name="Петиції").first.click()
    page.get_by_role("link", name="Створити петицію").click()
    expect(page.locator("main")).to_contain_text("Що стане публічним")
    page.locator("main").get_by_role("link", name="Почати").click()
    page.locator("[name=title]").fill(TITLE)
    page.get_by_role("button", name="Продовжити").click()
    if page.get_by_role("heading", level=1).inner_text() != "Текст петиції":
        page.get_by_role("link", name="Моя про інше, продовжити").click()
    page.locator("[name=text]").fill(TEXT)
    page.get_by_role("button", name="Зберегти чернетку й переглянути").click()
    expect(page.locator("main")).to_contain_text("поставити стоянку на двадцять місць")
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="Подати петицію").click()
    expect(page.locator("main")).to_contain_text("На перевірці в раді")


def sign(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("main").get_by_role("link", name="Підписати").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Перевірте й підпишіть")
    page.locator("main [type=checkbox]").first.check()
    page.locator("main").get_by_role("button", name="Підписати").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Дякуємо")


def desk(page: Page) -> None:
    """The petition on the desk."""
    page.goto("/admin/petitions/")
    page.locator("main").get_by_role("link", name=TITLE).first.click()


def test_from_registration_to_the_answer_of_the_head(
    chromium: Browser, site: SiteProcesses, letters: MailServer, gateways: SmsGateways, tmp_path: Path
) -> None:
    site.manage(
        "shell",
        "-v0",
        "-c",
        f"from engagement.models import PetitionSettings as S; s = S.load(); s.threshold = {NEEDED}; s.save()",
    )
    # Two residents register, each with a letter and then an SMS. The author writes and submits.
    author, signer = visitor(chromium, site), visitor(chromium, site, scripts=False, width=320)
    for page, person in ((author, AUTHOR), (signer, SIGNER)):
        register(page, person)
        prove(page, person, letters, gateways)
    log_out(author)
    log_in(author, AUTHOR.phone, AUTHOR.password)
    expect(author.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    write(author)

    # The council's clerk ticks the checklist and publishes.
    staff = visitor(chromium, site)
    editor.sign_in(staff, "zaluchennia")
    desk(staff)
    staff.get_by_role("link", name=re.compile("Оприлюднити")).first.click()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("Оприлюднити")
    for box in staff.locator("main [name=checked]").all():
        box.check()
    staff.locator("main").get_by_role("button", name=re.compile("Оприлюднити")).click()
    expect(staff.locator(".messages")).to_contain_text("Петицію оприлюднено")
    address = link_in(letters.wait_for_subject(AUTHOR.email, "оприлюднено"), "petytsii/")

    # Both sign; the threshold is reached, and the author hears of it.
    sign(author, address)
    sign(signer, address)
    letters.wait_for_subject(AUTHOR.email, "зібрала потрібні підписи")
    signer.goto(address)
    expect(signer.locator("main")).to_contain_text("зібрано")
    expect(signer.locator("main")).not_to_contain_text(AUTHOR.email)

    # The head's review and answer; both get a letter.
    desk(staff)
    staff.get_by_role("link", name="Розпочати розгляд").first.click()
    staff.locator("main").get_by_role("button", name="Розпочати розгляд").click()
    desk(staff)
    staff.get_by_role("link", name="Оприлюднити відповідь голови").first.click()
    staff.locator("main [name=decision]").first.check()
    words = staff.locator("main [contenteditable=true]").first
    words.press_sequentially("Стоянку поставимо до кінця вересня.")
    # The editor hands its text to the form a moment after the last key.
    expect(staff.locator("main [name=text]")).to_have_value(re.compile("до кінця вересня"))
    staff.locator("main [name=signed_by]").fill("Голова громади Марія Вербицька")
    staff.locator("main").get_by_role("button", name="Оприлюднити відповідь голови").click()
    expect(staff.locator(".messages")).to_contain_text("Відповідь оприлюднено")
    for person in (AUTHOR, SIGNER):
        letters.wait_for_subject(person.email, "Відповідь на")
    signer.goto(address)
    expect(signer.locator("main")).to_contain_text("Стоянку поставимо до кінця вересня.")

    # Months later the author has forgotten the password.
    log_out_and_recover(author, letters)


def log_out_and_recover(page: Page, letters: MailServer) -> None:
    page.goto("/kabinet/")
    log_out(page)
    log_in(page, AUTHOR.email, "something-else-entirely")
    expect(page.locator("main")).to_contain_text("не збігаються")
    recover(page, AUTHOR, letters, "hrushi-bilia-khaty")
    log_in(page, AUTHOR.email, "hrushi-bilia-khaty")
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
