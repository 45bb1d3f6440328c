"""News by e-mail from the form to the last link of a letter."""

from tests.audit.setting import Setting
from tests.audit.weights import FORM
from tests.journeys.resident import link_in

READER = "audit.reader@example.com"


def news_by_letter(setting: Setting) -> None:
    with setting.auditor.visitor() as visitor:
        visitor.open("новини листом", "/novyny-lystom/", limit=FORM)
        visitor.page.locator("[name=email]").fill(READER)
        visitor.page.locator("[name=frequency]").first.check()
        visitor.press("Підписатися")
        visitor.look("підписка: перевірте пошту", limit=FORM)
        link = link_in(setting.letters.wait_for(READER), "novyny-lystom/pidtverdzhennia/")
        visitor.open("підтвердити підписку", link, limit=FORM)
        visitor.press("Підтвердити підписку")
        visitor.look("підписку оформлено", limit=FORM)
        visitor.press("Змінити, що й як часто надходить")
        visitor.look("налаштування підписки", limit=FORM)
        visitor.press("Відписатися")
        visitor.look("відписатися від новин", limit=FORM)
        visitor.press("Відписатися")
        visitor.look("вас відписано", limit=FORM)
