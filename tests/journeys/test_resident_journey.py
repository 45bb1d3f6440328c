"""A resident's account from the first form to a forgotten password, with a real mail server and a real SMS gateway."""

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses
from tests.services.sms_gateways import SmsGateways

pytestmark = [pytest.mark.browser, pytest.mark.processes]

EMAIL = "maria.journey@example.com"
PHONE, NUMBER = "067 555-11-22", "380675551122"
PASSWORD, NEW_PASSWORD = "yabluka-v-sadu", "hrushi-bilia-khaty"


def link_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"https?://\S+/kabinet/(?:poshta|vidnovlennia)/\S+", body.get_content())
    assert found, body.get_content()
    return found[0]


def register(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Реєстрація").click()
    for label, value in {
        "Прізвище": "Бондаренко",
        "Ім’я": "Марія",
        "По батькові": "Іванівна",
        "Населений пункт": "Гаївка",
        "електронн": EMAIL,
        "Мобільний телефон": PHONE,
        "Пароль": PASSWORD,
    }.items():
        page.get_by_label(re.compile(label)).first.fill(value)
    page.get_by_label(re.compile("погоджуюся")).check()
    page.locator("main").get_by_role("button", name="Зареєструватися").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Перевірте пошту")


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Увійти").click()
    page.get_by_label(re.compile("мобільний телефон")).fill(name)
    page.get_by_label("Пароль").fill(password)
    page.locator("main").get_by_role("button", name="Увійти").click()


def log_out(page: Page) -> None:
    page.get_by_role("link", name="Вийти").click()
    page.locator("main").get_by_role("button", name="Вийти").click()
    expect(page.locator("main")).to_contain_text("Ви вийшли з кабінету.")


def test_register_prove_log_in_and_recover(
    chromium: Browser, site: SiteProcesses, letters: MailServer, gateways: SmsGateways
) -> None:
    context = chromium.new_context(base_url=site.url, locale="uk-UA", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    register(page)

    # The letter comes first; opening its link proves nothing, and no SMS is spent before the button is pressed.
    page.goto(link_in(letters.wait_for(EMAIL)))
    assert gateways.to(NUMBER) == []
    page.get_by_role("button", name="Підтвердити пошту").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Підтвердити телефон")

    # Then the SMS, and with its code the own page.
    code = re.search(r"\d{6}", gateways.wait_for(NUMBER))
    assert code
    page.get_by_label("Код з SMS").fill(code[0])
    page.get_by_role("button", name="Підтвердити телефон").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    expect(page.locator("main")).to_contain_text("Бондаренко Марія Іванівна")
    log_out(page)
    log_in(page, PHONE, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    context.close()

    # Months later, on an old phone without JavaScript, the password is forgotten.
    context = chromium.new_context(base_url=site.url, java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    log_in(page, EMAIL, "something-else-entirely")
    expect(page.locator("main")).to_contain_text("не збігаються")
    page.get_by_role("link", name="Я не пам’ятаю пароля").click()
    page.get_by_label(re.compile("пошт")).fill(EMAIL)
    page.get_by_role("button", name="Надіслати лист").click()
    page.goto(link_in(letters.wait_for(EMAIL, 2)))
    page.get_by_label("Новий пароль").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Зберегти пароль").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Пароль змінено")
    letters.wait_for(EMAIL, 3)
    log_in(page, EMAIL, NEW_PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    context.close()
