"""A vote from the first choice to its being taken back, with every mistake on the way."""

from tests.audit.setting import Setting
from tests.audit.weights import FORM
from tests.journeys.resident import link_in

VOTER = "audit.voter@example.com"


def vote(setting: Setting) -> None:
    with setting.auditor.visitor() as visitor:
        page = visitor.page
        page.goto("/opytuvannia/")
        visitor.follow(page.get_by_role("link", name="Які вечірні рейси автобуса вам потрібні?").first)
        visitor.look("опитування")
        visitor.press("Перейти до голосування")
        visitor.look("голос", limit=FORM)
        page.locator("input[name=choice]").first.check()
        page.locator("[name=email]").fill(VOTER)
        visitor.press("Продовжити")
        visitor.look("перевірка відповіді", limit=FORM)
        visitor.press("Надіслати")
        visitor.look("перевірте пошту", limit=FORM)

        link = link_in(setting.letters.wait_for(VOTER), r"\S*pidtverdzhennia/")
        visitor.open("підтвердження голосу", link, limit=FORM)
        visitor.press("Підтвердити голос")
        visitor.look("голос підтверджено")
        visitor.open("скасування голосу", f"{link}?cancel=1", limit=FORM)
        visitor.press("Скасувати мій голос")
        visitor.look("голос скасовано", limit=FORM)
        visitor.open("посилання на голос уже не діє", link, limit=FORM)
