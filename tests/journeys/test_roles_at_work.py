"""Each of the staff does what their page in docs/roles/ says, in a browser, and is refused what it does not say."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.journeys import editor
from tests.journeys.conftest import PATIENCE
from tests.services.site_processes import SiteProcesses

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.on_server]

SignedIn = Callable[[str], Page]
NOTICE = "Гарячої води не буде до 18:00, її підвезуть до ліцею."
# The task that the site's clock calls each minute, as if so many minutes had passed.
CLOCK = """
from datetime import timedelta
from unittest.mock import patch
from django.utils import timezone
from community.core.tasks import publish_scheduled
with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(minutes={minutes})):
    publish_scheduled()
"""


@pytest.fixture
def signed_in(chromium: Browser, site: SiteProcesses) -> Iterator[SignedIn]:
    """A tab of each of the staff, by user name."""
    contexts: list[BrowserContext] = []

    def sign_in(name: str) -> Page:
        screen: ViewportSize = {"width": 1280, "height": 900}
        contexts.append(chromium.new_context(base_url=site.url, locale="uk-UA", viewport=screen))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        editor.sign_in(page, name)
        return page

    yield sign_in
    for context in contexts:
        context.close()


def answer_draft(reader: Page, verdict: str, remarks: str = "") -> None:
    reader.get_by_label(verdict).check()
    reader.get_by_label("Ваші зауваження").fill(remarks)
    reader.get_by_label("Ваше ім’я").fill("Ганна Директорка")
    reader.get_by_role("button", name="Надіслати автору").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Дякуємо, автор отримав вашу відповідь")


def kyiv(minutes: int) -> str:
    """A moment so many minutes ahead, as it is typed into a form."""
    return f"{datetime.now(ZoneInfo('Europe/Kyiv')) + timedelta(minutes=minutes):%Y-%m-%d %H:%M}"


def test_an_author_writes_a_reader_remarks_and_an_editor_publishes(signed_in: SignedIn, page: Page) -> None:
    author = signed_in("avtor")
    author.goto("/admin/articles/")
    author.get_by_role("link", name=re.compile("Додати|Створити")).first.click()
    author.locator("[name=title]").fill("Ліцей запрошує на толоку")
    author.locator("[name=lead]").fill("У суботу о десятій садимо липи біля ліцею.")
    author.locator("[name=category]").select_option(index=1)
    expect(author.locator("[name=slug]")).to_have_value("litsei-zaproshuie-na-toloku")
    editor.write_text(author, "Рукавиці й саджанці будуть на місці.")
    author.get_by_role("button", name="Зберегти чернетку").click()
    expect(author).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    author.get_by_role("button", name="Показати або сховати перегляд").click()
    preview = author.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text("Ліцей запрошує на толоку")
    expect(preview.locator("main")).to_contain_text("Рукавиці й саджанці")
    edit = author.url.partition("?")[0]

    # Somebody without an account reads it by a link, remarks, and agrees to what was mended.
    author.goto(f"{edit}../preview-links/")
    author.get_by_role("button", name="Створити посилання").click()
    page.goto(author.get_by_label("Адреса чернетки").input_value())
    expect(page.locator("body")).to_contain_text("Чернетка, не опубліковано")
    answer_draft(page, "Маю зауваження", "О десятій ще уроки, краще о дванадцятій.")
    author.goto(edit)
    author.get_by_role("button", name="Показати або сховати відповіді на чернетку").click()
    expect(author.locator(".form-side")).to_contain_text("О десятій ще уроки, краще о дванадцятій.")
    author.locator("[name=lead]").fill("У суботу о дванадцятій садимо липи біля ліцею.")
    author.get_by_role("button", name="Зберегти чернетку").click()
    expect(author.locator(".messages")).to_contain_text("оновлено")
    page.get_by_role("link", name="Назад до чернетки").click()
    expect(page.locator("main")).to_contain_text("о дванадцятій")
    answer_draft(page, "Погоджую")

    # The author hands it in: to publish is not offered, and residents see nothing.
    author.goto(edit)
    author.get_by_role("button", name="Показати або сховати відповіді на чернетку").click()
    expect(author.locator(".form-side")).to_contain_text("Ганна Директорка: Погоджую")
    editor.open_actions(author)
    expect(author.get_by_role("button", name="Опублікувати")).to_have_count(0)
    author.get_by_role("button", name=re.compile("^Надіслати до процесу")).click()
    expect(author.locator(".messages")).to_contain_text("надіслано")
    address = "/novyny/litsei-zaproshuie-na-toloku/"
    assert page.request.get(address).status == 404
    editor.is_refused(
        author, "/admin/snippets/engagement/poll/", "/admin/users/", "/admin/redirects/", "/admin/emergency/"
    )

    # The editor finds it waiting on the first screen.
    reviewer = signed_in("redaktor")
    reviewer.get_by_role("link", name="Ліцей запрошує на толоку").first.click()
    editor.open_actions(reviewer)
    reviewer.get_by_role("button", name=re.compile("^Схвалити та опублікувати")).click()
    expect(reviewer.locator(".messages")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ліцей запрошує на толоку")
    expect(page.locator("main")).to_contain_text("о дванадцятій")


def test_an_editor_schedules_moves_and_lets_a_page_expire(signed_in: SignedIn, page: Page, site: SiteProcesses) -> None:
    staff = signed_in("redaktor")
    staff.goto("/admin/pages/")
    staff.get_by_role("link", name=re.compile("Переглянути підсторінки")).first.click()
    staff.get_by_role("link", name="Переглянути підсторінки «Послуги»").click()
    staff.get_by_role("link", name="Додати підсторінку").first.click()
    staff.get_by_role("link", name="Сторінка з текстом").click()
    staff.locator("[name=title]").fill("Зимовий розклад ЦНАП")
    staff.locator("[name=title]").press("Tab")
    expect(staff.locator("[name=slug]")).to_have_value("zymovyi-rozklad-tsnap")
    staff.get_by_role("button", name="Показати або сховати стан").click()
    staff.get_by_role("button", name="Задати розклад").click()
    staff.locator("[name=go_live_at]").fill(kyiv(60))
    staff.locator("[name=expire_at]").fill(kyiv(120))
    # The calendar of a field lies over the button.
    staff.get_by_role("button", name="Зберегти розклад").press("Enter")
    expect(staff).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    number = re.search(r"/pages/(\d+)/", staff.url)
    assert number
    editor.open_actions(staff)
    staff.get_by_role("button", name="Запланувати публікацію").click()
    expect(staff.locator(".messages")).to_be_visible()
    old, new = "/posluhy/zymovyi-rozklad-tsnap/", "/pro-hromadu/zymovyi-rozklad-tsnap/"
    assert page.request.get(old).status == 404
    site.manage("shell", "-c", CLOCK.format(minutes=90))
    page.goto(old)
    expect(page.get_by_role("heading", level=1)).to_have_text("Зимовий розклад ЦНАП")

    # Moved to another section: the old address leads on.
    staff.goto(f"/admin/pages/{number[1]}/move/")
    chooser = staff.locator("#id_new_parent_page-chooser")
    chooser.get_by_role("button", name="Дії").click()
    chooser.get_by_role("button", name="Вибрати іншу сторінку").click()
    window = staff.locator(".modal-content")
    window.locator("[name=q]").fill("Про громаду")
    window.get_by_role("link", name="Про громаду", exact=True).click()
    expect(window).to_have_count(0)
    staff.get_by_role("button", name="Підтвердити").click()
    staff.get_by_role("button", name="Так, перемістити цю сторінку").click()
    expect(staff.locator(".messages")).to_be_visible()
    page.goto(old)
    expect(page).to_have_url(re.compile(new))

    site.manage("shell", "-c", CLOCK.format(minutes=150))
    assert page.request.get(new).status == 404
    editor.is_refused(staff, "/admin/snippets/engagement/poll/", "/admin/registers/messages/", "/admin/users/")


def test_whoever_is_on_duty_tells_everybody_and_takes_it_down(signed_in: SignedIn, page: Page) -> None:
    staff = signed_in("cherhova")
    staff.get_by_role("link", name="Термінове оголошення").click()
    staff.get_by_label("Увага").check()
    staff.locator("[name=text]").fill(NOTICE)
    staff.get_by_role("button", name="Попередній перегляд").click()
    expect(staff.locator("#preview-section")).to_contain_text(NOTICE)
    page.goto("/")
    expect(page.locator("body")).not_to_contain_text(NOTICE)
    staff.get_by_role("button", name="Опублікувати на кожній сторінці").click()
    expect(staff.locator(".messages")).to_contain_text("Оголошення вже стоїть на кожній сторінці")
    for address in ("/", "/novyny/", "/nemaie/"):
        page.goto(address)
        expect(page.locator("body")).to_contain_text(NOTICE)
    staff.get_by_role("button", name="Прибрати зараз").click()
    expect(staff.locator(".messages")).to_contain_text("Оголошення прибрано")
    page.goto("/")
    expect(page.locator("body")).not_to_contain_text(NOTICE)
    editor.is_refused(
        staff,
        "/admin/pages/",
        "/admin/images/",
        "/admin/snippets/engagement/poll/",
        "/admin/petitions/",
        "/admin/users/",
    )


def test_an_engagement_officer_asks_residents_and_publishes_a_petition(signed_in: SignedIn, page: Page) -> None:
    staff = signed_in("zaluchennia")
    staff.goto("/admin/snippets/engagement/poll/add/")
    staff.locator("[name=question]").fill("Де поставити лавки?")
    for place, answer in enumerate(("Біля річки", "Біля ліцею")):
        staff.locator(f"[name=options-{place}-text]").fill(answer)
    staff.locator("[name=opens_at]").fill(kyiv(-5))
    staff.locator("[name=closes_at]").fill(kyiv(3 * 24 * 60))
    staff.locator("[name=closes_at]").press("Tab")
    editor.publish(staff)
    page.goto("/opytuvannia/")
    page.get_by_role("link", name="Де поставити лавки?").first.click()
    expect(page.locator("main")).to_contain_text("Біля річки")

    staff.goto("/admin/snippets/engagement/poll/?q=лавки")
    staff.get_by_role("link", name="Де поставити лавки?").first.click()
    number = re.search(r"/edit/(\d+)/", staff.url)
    assert number
    staff.goto(f"/admin/snippets/engagement/poll/close_early/{number[1]}/")
    staff.locator("[name=reason]").fill("Лавки вже привезли.")
    staff.get_by_role("button", name="Завершити достроково").click()
    expect(staff.locator(".messages")).to_contain_text("завершено")
    page.reload()
    expect(page.locator("main")).to_contain_text("Лавки вже привезли.")

    # The petition that waits longest, from the desk to everybody's eyes.
    staff.goto("/admin/petitions/?queue=new")
    staff.locator("main .title a").first.click()
    title = staff.get_by_role("heading", level=2).first.inner_text()
    staff.get_by_role("link", name="Оприлюднити", exact=True).click()
    expect(staff.locator("[name=checked]").first).to_be_visible()
    for line in staff.locator("[name=checked]").all():
        line.check()
    staff.get_by_role("button", name="Оприлюднити").click()
    expect(staff.locator(".messages")).to_contain_text("оприлюднено")
    page.goto("/petytsii/")
    expect(page.locator("main")).to_contain_text(title)
    editor.is_refused(staff, "/admin/pages/", "/admin/emergency/", "/admin/registers/messages/", "/admin/users/")


def test_an_administrator_takes_a_colleague_on(signed_in: SignedIn) -> None:
    head = signed_in("admin")
    head.goto("/admin/users/new/")
    for name, value in {"username": "oliinyk", "email": "oliinyk@yasnobrid.example", "first_name": "Оксана"}.items():
        head.locator(f"[name={name}]").fill(value)
    head.locator("[name=last_name]").fill("Олійник")
    for field in ("password1", "password2"):
        head.locator(f"[name={field}]").fill(editor.PASSWORD)
    head.get_by_role("tab", name="Ролі").first.click()
    head.get_by_label("Адміністратор").last.check()
    head.locator("footer button[type=submit]").click()
    expect(head.locator(".messages")).to_contain_text("oliinyk")

    # Who is no superuser keeps the community's facts and reads what was sent, and writes nothing there.
    colleague = signed_in("oliinyk")
    colleague.goto("/admin/settings/core/communitysettings/")
    colleague.get_by_role("tab", name="Контакти").click()
    colleague.locator("[name=phone]").fill("+380 44 000 11 22")
    colleague.get_by_role("button", name="Зберегти").click()
    expect(colleague.locator(".messages")).to_be_visible()
    colleague.goto("/")
    expect(colleague.locator("footer")).to_contain_text("000 11 22")
    colleague.goto("/admin/registers/messages/")
    expect(colleague.get_by_role("heading", level=1)).to_contain_text("Повідомлення")
    editor.is_refused(colleague, "/admin/registers/messages/create/", "/admin/registers/choices/create/")
