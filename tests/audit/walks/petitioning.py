"""A petition written, submitted, taken back and deleted; one signed; links from letters to signers."""

from tests.audit.looking import Visitor
from tests.audit.setting import Setting
from tests.audit.weights import FORM
from tests.journeys.editor import PASSWORD

TEXT = "Перехід потрібен дітям, які щодня йдуть до ліцею через трасу. Просимо облаштувати його до початку навчання."
AUTHOR, SIGNER = "demian@yasnobrid.example", "orysia@yasnobrid.example"


def writing(setting: Setting) -> None:
    with setting.auditor.visitor() as visitor:
        page = visitor.page
        visitor.open("спершу увійдіть", "/petytsii/nova/tema/", limit=FORM)
        visitor.follow(page.locator("main").get_by_role("link", name="Увійти"))
        log_in(visitor, AUTHOR)
        visitor.look("назва петиції", limit=FORM)
        page.get_by_label("Про що ви просите раду?").fill("Безпечний перехід до ліцею")
        visitor.press("Продовжити")
        visitor.look("схожі петиції")
        visitor.press("Моя про інше, продовжити")
        visitor.look("текст петиції", limit=FORM)
        page.get_by_label("Про що ви просите раду?").fill("Безпечний перехід до ліцею")
        page.get_by_label("Текст петиції").fill(TEXT)
        visitor.press("Зберегти чернетку")
        visitor.look("чернетка петиції", limit=FORM)
        # After its mistakes the address is that of submitting.
        own = page.url.replace("podaty/", "")
        visitor.open("змінити чернетку", f"{own}zminyty/", limit=FORM)
        page.goto(own)
        visitor.tick_all()
        visitor.press("Подати петицію")
        visitor.look("петицію подано")
        visitor.open("забрати петицію", f"{own}zabraty/", limit=FORM)
        visitor.press("Забрати, щоб відредагувати")
        visitor.open("видалити чернетку", f"{own}vydalyty/", limit=FORM)
        visitor.open("мої петиції", "/petytsii/moi/")


def signing(setting: Setting) -> None:
    with setting.auditor.visitor() as visitor:
        page = visitor.page
        page.goto("/petytsii/?q=вечірній автобус")
        visitor.follow(page.locator(".petition-list a").first)
        visitor.press("Підписати петицію")
        log_in(visitor, SIGNER)
        visitor.look("підпис", limit=FORM)
        visitor.tick_all()
        visitor.press("Підписати")
        page.wait_for_url("**/diakuiemo/")
        visitor.look("підписано")
        page.goto(page.url.replace("diakuiemo/", ""))
        visitor.look("уже підписано")
        page.goto(page.url.replace("pidpys/", "vidklyk/"))
        visitor.look("відкликати підпис", limit=FORM)
        visitor.press("Відкликати мій підпис")
        visitor.look("підпис відкликано", limit=FORM)


def letters_to_signers(setting: Setting) -> None:
    setting.auditor.open("відписка підписанта", setting.staged["signer_unsubscribe"], limit=FORM)
    with setting.auditor.visitor() as visitor:
        visitor.open("заперечення", setting.staged["objection"], limit=FORM)
        visitor.fill_all()
        visitor.press("Надіслати заперечення")
        visitor.look("заперечення надіслано", limit=FORM)


def log_in(visitor: Visitor, name: str) -> None:
    visitor.page.locator("[name=login]").fill(name)
    visitor.page.locator("[name=password]").fill(PASSWORD)
    visitor.follow(visitor.page.locator("main button[type=submit]"))
