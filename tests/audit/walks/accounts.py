"""A resident's account from registration to deletion, and the second factor of staff."""

import re

from tests.audit.looking import Visitor
from tests.audit.setting import Setting
from tests.audit.weights import FORM
from tests.journeys import editor
from tests.journeys.resident import Person, link_in, log_in, register
from tests.services.authenticator import one_time_code

PERSON = Person("Криниця", "Мотря", "Захарівна", "audit.resident@example.com", "067 555-77-88")
OWN = {
    "мої дані": "dani/",
    "нова адреса": "poshta/",
    "новий телефон": "telefon/",
    "новий пароль": "parol/",
    "де відкрито кабінет": "vkhody/",
    "видалення запису": "vydalennia/",
    "вихід": "vykhid/",
}


def entrance(setting: Setting) -> None:
    """Registration with both proofs, then a forgotten password."""
    with setting.auditor.visitor() as visitor:
        page = visitor.page
        visitor.open("вхід", "/kabinet/vkhid/", limit=FORM)
        visitor.open("реєстрація", "/kabinet/reiestratsiia/", limit=FORM)
        register(page, PERSON)
        visitor.look("лист для підтвердження надіслано", limit=FORM)
        letter = setting.letters.wait_for(PERSON.email)
        visitor.open("підтвердження пошти", link_in(letter, "kabinet/poshta/"), limit=FORM)
        visitor.press("Підтвердити пошту")
        visitor.look("код із SMS", limit=FORM)
        code = re.search(r"\d{6}", setting.gateways.wait_for(PERSON.number))
        assert code
        page.get_by_label("Код з SMS").fill(code[0])
        visitor.press("Підтвердити телефон")
        visitor.look("кабінет")
    with setting.auditor.visitor() as visitor:
        page = visitor.page
        visitor.open("забутий пароль", "/kabinet/vidnovlennia/", limit=FORM)
        page.get_by_label(re.compile("пошт")).fill(PERSON.email)
        visitor.press("Надіслати лист")
        visitor.look("лист для нового пароля надіслано", limit=FORM)
        letter = setting.letters.wait_for(PERSON.email, 2)
        visitor.open("новий пароль за посиланням", link_in(letter, "kabinet/vidnovlennia/"), limit=FORM)
        page.get_by_label("Новий пароль").fill(PERSON.password)
        visitor.press("Зберегти пароль")
        visitor.look("пароль змінено", limit=FORM)


def cabinet(setting: Setting) -> None:
    """What a resident may change, up to the account's end."""
    with setting.auditor.visitor() as visitor:
        page = visitor.page
        log_in(page, PERSON.email, PERSON.password)
        for name, address in OWN.items():
            visitor.open(name, f"/kabinet/{address}", limit=FORM)
        visitor.open("підтвердження входу", "/kabinet/pidtverdzhennia/", limit=FORM)
        page.goto("/kabinet/vydalennia/")
        page.locator("main input[type=password]").fill(PERSON.password)
        visitor.tick_all()
        visitor.press("Видалити мій кабінет")
        visitor.look("обліковий запис видалено", limit=FORM)
    setting.auditor.open("відписка від листів", setting.staged["unsubscribe"], limit=FORM)


def second_factor(setting: Setting) -> None:
    """Set up, used and turned off by a member of staff."""
    with setting.auditor.visitor() as visitor:
        page = visitor.page
        editor.sign_in(page, "avtor")
        # What the admin still asks for would be weighed with the next page.
        page.wait_for_load_state("networkidle")
        visitor.open("двоетапний вхід", "/kabinet/dvoetapnyi-vkhid/", limit=FORM)
        page.goto("/kabinet/dvoetapnyi-vkhid/uvimknennia/")
        visitor.look("спершу пароль", limit=FORM)
        page.get_by_label("Пароль").fill(editor.PASSWORD)
        visitor.press("Продовжити")
        visitor.look("налаштування двоетапного входу", limit=FORM)
        secret = page.locator(".secret").text_content() or ""
        page.get_by_label("Код", exact=True).fill(one_time_code(secret))
        visitor.press("Увімкнути")
        visitor.look("запасні коди", limit=FORM)
        visitor.open("нові запасні коди", "/kabinet/dvoetapnyi-vkhid/zapasni-kody/novi/", limit=FORM)
        visitor.open("підтвердження кодом", "/kabinet/dvoetapnyi-vkhid/pidtverdzhennia/", limit=FORM)
        sign_out(visitor)
        page.goto("/admin/")
        page.locator("[name=login]").fill("avtor")
        page.locator("[name=password]").fill(editor.PASSWORD)
        visitor.press("Увійти")
        visitor.look("код із телефону", limit=FORM)
        page.get_by_label("Код", exact=True).fill(one_time_code(secret))
        visitor.press("Увійти")
        page.wait_for_url("**/admin/")
        page.goto("/kabinet/dvoetapnyi-vkhid/vymknennia/")
        page.get_by_label("Пароль").fill(editor.PASSWORD)
        visitor.press("Продовжити")
        visitor.look("вимкнути двоетапний вхід", limit=FORM)
        visitor.press("Так, вимкнути")


def sign_out(visitor: Visitor) -> None:
    visitor.page.goto("/kabinet/vykhid/")
    visitor.press("Вийти")
