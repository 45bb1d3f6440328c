"""A role opens the doors that its page in docs/roles/ tells of, and no other: every address of the admin is tried."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from wagtail.admin.menu import Menu, SubmenuMenuItem, admin_menu
from wagtail.contrib.settings.registry import registry

from community.accounts.roles import ADMINISTRATOR, AUTHOR, DUTY, EDITOR, OFFICER, ROLES, Role
from tests.conftest import SignIn
from tests.locale.screens import routes

pytestmark = pytest.mark.any_engine

DOCUMENTS = Path(__file__).resolve().parents[2] / "docs" / "roles"
PAGES = {
    AUTHOR: "author",
    EDITOR: "editor",
    OFFICER: "engagement-officer",
    DUTY: "duty",
    ADMINISTRATOR: "administrator",
}
# Ways in and out, tests of failures, and what is no door but a part of another screen or an answer to its script.
NO_DOORS = re.compile(
    r"/(log(in|out)|password_reset.*|test404|failwhale|jsi18n|sprite)/$|/(results|find|chosen-multiple)/$"
)

# Doors below the admin's address; a star stands for a part of it, two for all that follows. Everybody has an account,
# the guide and what they exported; may choose what others made; sees in the history what they see elsewhere.
EVERYBODY = (
    "", "account/", "guide/", "exports/", "dismissibles/", "reports/site-history/",
    "api/main/**", "choose-**", "*/chooser/", "embeds/chooser/upload/", "snippets/choose/*/*/", "tag-autocomplete/",
    "*/choose_parent/", "workflows/task_chooser/**",
)  # fmt: skip
NEWS_AND_PAGES = ("pages/**", "articles/", "announcements/", "events/", "acts/", "forms/")
MEDIA = tuple(
    f"{kind}/{door}" for kind in ("images", "documents") for door in ("", "add/", "multiple/add/", "chooser/create/")
)

Capabilities = dict[str, tuple[str, ...]]
# What the page of a role says, word for word, and the doors this opens.
OF_AUTHOR: Capabilities = {
    "додавати сторінки та новини": NEWS_AND_PAGES,
    "завантажувати зображення й документи": MEDIA,
    "бачити історію своїх сторінок": ("reports/aging-pages/", "reports/page-types-usage/", "reports/workflow*/"),
    "відповідати за сторінки": ("care/**", "reports/texts/"),
}
OF_EDITOR: Capabilities = {
    "усе, що [автор](author.md)": tuple(door for doors in OF_AUTHOR.values() for door in doors),
    "блокувати сторінки": ("reports/locked/",),
    "навчати [пошук]": ("snippets/**search/synonym/**", "snippets/**search/promotion/**", "search_reports/**"),
    "бачити, скільки людей отримують [новини листом]": ("news-by-letter/",),
    "рубрики новин і переадресації": ("snippets/", "snippets/**news/newscategory/**", "redirects/**"),
    "публікувати й прибирати [термінове оголошення]": ("emergency/",),
}
OF_OFFICER: Capabilities = {
    "створювати, публікувати, копіювати й достроково завершувати [опитування]": ("snippets/**engagement/poll/**",),
    "[перевіряти підозрілі голоси]": ("held_votes/", "settings/engagement/votingguard/"),
    "обирати, яке опитування стоїть на кожній сторінці": ("settings/engagement/engagementsettings/",),
    "модерувати [петиції]": (
        "petitions/",
        "annulments/**",
        "settings/engagement/petitionsettings/",
        "snippets/**engagement/refusalground/**",
    ),
    "читати й вивантажувати [реєстри голосувань]": ("registers/participation/", "registers/choices/"),
    "петицій і підписів": ("registers/petitions/", "registers/signatures/"),
}
OF_DUTY: Capabilities = {"публікувати й прибирати термінове оголошення": ("emergency/",)}
OF_ADMINISTRATOR: Capabilities = {
    "[редактор](editor.md)": tuple(door for doors in OF_EDITOR.values() for door in doors),
    "[фахівець із залучення громади](engagement-officer.md)": tuple(d for ds in OF_OFFICER.values() for d in ds),
    "налаштування громади": ("settings/core/communitysettings/",),
    "користувачі та їхні ролі": ("users/**", "groups/**"),
    "реєстр повідомлень": ("registers/messages/", "settings/messaging/messagingsettings/"),
    "календар робочих днів": tuple(f"snippets/**core/{kind}/**" for kind in ("holiday", "daytransfer", "martiallaw")),
    "сайти, колекції файлів, порядок перевірки сторінок": ("sites/**", "collections/**", "workflows/**"),
}
CAN = {AUTHOR: OF_AUTHOR, EDITOR: OF_EDITOR, OFFICER: OF_OFFICER, DUTY: OF_DUTY, ADMINISTRATOR: OF_ADMINISTRATOR}
# These open to nobody: registers and petitions are filled by residents.
NOBODY = ("registers/*/create/", "snippets/choose/engagement/petition/create/", "block-preview/")


def doors() -> Iterator[str]:
    """Every address of the admin that asks for no number, below the admin's own; settings by the settings there are."""
    home = reverse("wagtailadmin_home").lstrip("/")
    for route in sorted(set(routes())):
        if route.startswith(home) and not re.search(r"[<(*\\]", route) and not NO_DOORS.search(f"/{route}"):
            yield route.removeprefix(home)
    for model in registry:
        yield f"settings/{model._meta.app_label}/{model._meta.model_name}/"


def opens(client: Client, door: str) -> bool:
    home = reverse("wagtailadmin_home")
    answer = client.get(home + door, follow=True)
    sent_home = bool(answer.redirect_chain) and answer.redirect_chain[-1][0] == home
    return answer.status_code not in {403, 404} and not sent_home


def fits(door: str, one: str) -> bool:
    parts = (".*" if part == "**" else "[^/]*" if part == "*" else re.escape(part) for part in re.split(r"(\*+)", one))
    return bool(re.fullmatch("".join(parts), door))


def said(role: Role, door: str) -> bool:
    """Whether the table lets ``role`` through ``door``."""
    opened = (*EVERYBODY, *(one for doors in CAN[role].values() for one in doors))
    return any(fits(door, one) for one in opened) and not any(fits(door, one) for one in NOBODY)


def led_to(menu: Menu, request: HttpRequest) -> Iterator[str]:
    """The addresses of the admin that its menu shows."""
    for item in menu.menu_items_for_request(request):
        if isinstance(item, SubmenuMenuItem):
            yield from led_to(item.menu, request)
        elif item.url.startswith("/admin/"):
            yield item.url


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_these_doors_open_and_no_others(role: Role, sign_in: SignIn) -> None:
    client = sign_in(role)
    client.raise_request_exception = False
    every = list(doors())
    assert len(every) > 90
    opened = {door for door in every if opens(client, door)}
    assert opened == {door for door in every if said(role, door)}
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    shown = {str(url).removeprefix("/admin/") for url in led_to(admin_menu, request)}
    assert len(shown) > 1
    assert [door for door in shown if not opens(client, door)] == []


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_the_page_of_the_role_says_so(role: Role) -> None:
    page = " ".join((DOCUMENTS / f"{PAGES[role]}.md").read_text(encoding="utf-8").split())
    can = page.partition("## Що ви можете")[2].partition(" ## ")[0]
    assert [line for line in CAN[role] if line not in can] == []


def test_nothing_in_the_table_is_of_yesterday() -> None:
    every = list(doors())
    table = {*EVERYBODY, *NOBODY, *(one for can in CAN.values() for doors_ in can.values() for one in doors_)}
    assert [one for one in sorted(table) if not any(fits(door, one) for door in every)] == []
