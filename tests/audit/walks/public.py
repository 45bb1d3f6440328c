"""What anybody may open: the tree with all its types and blocks, lists, searches, frames for other sites."""

from tests.audit.setting import Setting
from tests.audit.weights import FORM

CLOSED_POLL = "/opytuvannia/yak-nazvaty-onovlenyi-chytalnyi-zal-biblioteky/"


def tree(setting: Setting) -> None:
    """Every type of page and every block."""
    for address, shows in setting.pages:
        setting.auditor.open(", ".join(shows), address)


def other_states(setting: Setting) -> None:
    """Pages that look otherwise with other content."""
    for name, address in {
        "нічого не знайдено": "/search/?q=щщщщщ",
        "знайдене": "/search/?q=вода",
        "закрите опитування": CLOSED_POLL,
        "довіра до опитування": f"{CLOSED_POLL}dovira/",
        "квитанції": f"{CLOSED_POLL}kvytantsii/",
        "відкриті дані": "/opendata/",
        "обліковий запис вимкнено": "/kabinet/nediisnyi/",
        "петиції з відповіддю": "/petytsii/?state=answered",
        "правила петицій": "/petytsii/nova/",
        "сайт тимчасово недоступний": "/tymchasovo-nedostupno/",
    }.items():
        setting.auditor.open(name, address)
    for name, address in {"такої сторінки немає": "/nemaie/", "посилання не діє": "/chernetka/nemaie/"}.items():
        setting.auditor.open(name, address, lost=True)
    # Its form is read by GET: an empty receipt is no mistake, one that is not there is answered in words.
    setting.auditor.open("квитанцію не знайдено", f"{CLOSED_POLL}kvytantsiia/?code=AAAA-AAAA")


def design_system(setting: Setting) -> None:
    """Every component at once: heavier than any page for residents."""
    setting.auditor.open("дизайн-система", "/dyzain-systema/", times=2, mistakes=False, markup=False)


def reading(setting: Setting) -> None:
    """The settings of reading, and pages with everything switched on."""
    with setting.auditor.visitor() as visitor:
        # Sent with nothing in it, the form brings the usual look back.
        visitor.open("налаштування читання", "/chytannia/", limit=FORM, times=2, mistakes=False)
        for name in ("size", "contrast", "pace"):
            visitor.page.locator(f"main [name={name}]").last.check()
        visitor.press("Зберегти й повернутися")
        for name, address in setting.subjects["measured"].items():
            visitor.open(f"{name}: найбільші літери, контраст, спокій", address, times=2)


def petitions(setting: Setting) -> None:
    """A petition in each state that the list offers, with what stands around it."""
    with setting.auditor.visitor() as visitor:
        for state in ("collecting", "under_review", "answered", "not_supported"):
            visitor.page.goto(f"/petytsii/?state={state}")
            visitor.follow(visitor.page.locator(".petition-list a").first)
            visitor.look(f"петиція: {state}")
        visitor.page.goto("/petytsii/?state=collecting")
        visitor.follow(visitor.page.locator(".petition-list a").first)
        petition = visitor.page.url
        visitor.open("підписанти", f"{petition}pidpysy/")
        visitor.open("петиція для друку", f"{petition}druk/")


def frames(setting: Setting) -> None:
    """What other sites show in a frame."""
    news, article, poll, petition = setting.framed
    for name, address in {"список": news, "новина": article, "опитування": poll, "петиція": petition}.items():
        setting.auditor.open(f"у рамці: {name}", address, heading=False)


def own_forms(setting: Setting) -> None:
    """Each form that editors made: its mistakes, and the thanks."""
    for address in setting.forms:
        with setting.auditor.visitor() as visitor:
            visitor.open(f"форма {address}", address)
            visitor.fill_all()
            visitor.follow(visitor.page.locator("main form button[type=submit]"))
            visitor.page.wait_for_url("**/diakuiemo/")
            visitor.look("дякуємо за форму")


def draft(setting: Setting) -> None:
    """A draft shown by a link, and the word of whoever reads it."""
    with setting.auditor.visitor() as visitor:
        visitor.open("чернетка за посиланням", setting.staged["draft"])
        visitor.fill_all()
        visitor.press("Надіслати автору")
        visitor.page.wait_for_url("**/diakuiemo/")
        visitor.look("дякуємо за думку")
