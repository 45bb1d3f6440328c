"""What a resident does with an account, in the words of the site."""

import re
from dataclasses import dataclass
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from tests.services.mail_server import MailServer
from tests.services.sms_gateways import SmsGateways


@dataclass(frozen=True)
class Person:
    """Somebody with a mailbox and a phone that nobody else of the run has."""

    surname: str
    name: str
    patronymic: str
    email: str
    phone: str
    password: str = "yabluka-v-sadu"

    @property
    def full_name(self) -> str:
        return f"{self.surname} {self.name} {self.patronymic}"

    @property
    def number(self) -> str:
        """The phone as gateways write it."""
        return "38" + re.sub(r"\D", "", self.phone)


def link_in(letter: EmailMessage, path: str) -> str:
    """The address in ``letter`` whose path matches ``path``."""
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(rf"https?://[^/\s]+/{path}\S*", body.get_content())
    assert found, body.get_content()
    return found[0]


def register(page: Page, person: Person) -> None:
    """From the front page to «look into your mail»."""
    page.goto("/")
    page.get_by_role("link", name="Реєстрація").click()
    for label, value in {
        "Прізвище": person.surname,
        "Ім’я": person.name,
        "По батькові": person.patronymic,
        "Населений пункт": "Гаївка",
        "електронн": person.email,
        "Мобільний телефон": person.phone,
        "Пароль": person.password,
    }.items():
        page.get_by_label(re.compile(label)).first.fill(value)
    page.get_by_label(re.compile("погоджуюся")).check()
    page.locator("main").get_by_role("button", name="Зареєструватися").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Перевірте пошту")


def prove(page: Page, person: Person, letters: MailServer, gateways: SmsGateways) -> None:
    """The letter first: opening its link proves nothing, and no SMS is spent before the button. Then the SMS."""
    page.goto(link_in(letters.wait_for(person.email), "kabinet/poshta/"))
    assert gateways.to(person.number) == []
    page.get_by_role("button", name="Підтвердити пошту").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Підтвердити телефон")
    code = re.search(r"\d{6}", gateways.wait_for(person.number))
    assert code
    page.get_by_label("Код з SMS").fill(code[0])
    page.get_by_role("button", name="Підтвердити телефон").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій кабінет")
    expect(page.locator("main")).to_contain_text(person.full_name)


def log_in(page: Page, name: str, password: str) -> None:
    """By e-mail or phone, from the front page."""
    page.goto("/")
    page.get_by_role("link", name="Увійти").click()
    page.get_by_label(re.compile("мобільний телефон")).fill(name)
    page.get_by_label("Пароль").fill(password)
    page.locator("main").get_by_role("button", name="Увійти").click()


def log_out(page: Page) -> None:
    page.get_by_role("link", name="Вийти").click()
    page.locator("main").get_by_role("button", name="Вийти").click()
    expect(page.locator("main")).to_contain_text("Ви вийшли з кабінету.")


def recover(page: Page, person: Person, letters: MailServer, new_password: str) -> None:
    """From the login form through the letter to a new password; ``person`` got no other letter meanwhile."""
    before = len(letters.to(person.email))
    page.get_by_role("link", name="Я не пам’ятаю пароля").click()
    page.get_by_label(re.compile("пошт")).fill(person.email)
    page.get_by_role("button", name="Надіслати лист").click()
    page.goto(link_in(letters.wait_for(person.email, before + 1), "kabinet/vidnovlennia/"))
    page.get_by_label("Новий пароль").fill(new_password)
    page.get_by_role("button", name="Зберегти пароль").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Пароль змінено")
    letters.wait_for(person.email, before + 2)
