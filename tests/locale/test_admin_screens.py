"""An administrator walks through the whole admin and meets no English."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu, help_menu, reports_menu, settings_menu
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Workflow, WorkflowTask

from community.accounts.models import User
from community.core.models import CommunityDocument, Holiday
from engagement.models import Poll, RefusalGround
from home.models import HomePage
from news.models import NewsCategory, NewsIndexPage
from tests.engagement.polls.builders import poll_make
from tests.locale.packages import LATIN
from tests.locale.screens import english, html_of, routes
from tests.news.builders import make_article, make_image

pytestmark = pytest.mark.any_engine

# Parts of screens, pages of the site itself, and what only answers a script.
NO_SCREENS = re.compile(
    r"/api/|\.\*|results/$|chosen|preview|view_draft|ping|test404|failwhale|logout|jsi18n|sprite|multiple/.*<|copy/"
)
ONE_NUMBER = re.compile(r"[^<(]*<int:\w+>[^<(]*")
# Left in English, and why.
TOLERATED = {
    "English": "a language names itself",
    "Facebook": "a name",
    "Instagram": "a name",
    "Telegram": "a name",
    "TikTok": "a name",
    "YouTube": "a name",
    "None": "a counter of Wagtail's editor while it is hidden",
    "Root": "a name that Wagtail's migrations write into the database",
    "Search": "stands in Wagtail's templates as it is, on a button that is out of sight",
    "UA": "the beginning of a code",
    "Viber": "a name",
    "testserver": "the address of the site",
}
# Names of rights stand in the database in English; on the form of a group they are out of sight.
RIGHT = re.compile(r"Can (add|change|delete) .+|.+ \| .+ \| .+")
MENUS = (admin_menu, reports_menu, settings_menu, help_menu)


@pytest.fixture
def things(home_page: HomePage, news_index: NewsIndexPage, tmp_path: Any) -> dict[str, int]:
    """Something of every kind, by the beginning of its addresses in the admin."""
    Page.objects.filter(slug="home").update(title="Зразок", draft_title="Зразок")
    task = GroupApprovalTask.objects.create(name="Перевірка")
    workflow = Workflow.objects.create(name="Погодження")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    article = make_article(news_index, title="Відкрили школу")
    user = User.objects.create_user("ольга", password="kalyna-berizka")
    document = CommunityDocument(title="Рішення", file="rishennia.pdf")
    CommunityDocument.objects.bulk_create([document])
    made: dict[str, Any] = {
        "pages": article,
        "collections": Collection.get_first_root_node().add_child(name="Фото"),
        "workflows": workflow,
        "workflows/tasks": task,
        "redirects": Redirect.add_redirect("/stare/", "/nove/"),
        "documents": document,
        "images": make_image(tmp_path),
        "snippets/engagement/poll": poll_make(),
        "poll-reports": Poll.objects.get(),
        "snippets/news/newscategory": NewsCategory.objects.first(),
        "snippets/engagement/refusalground": RefusalGround.objects.first(),
        "snippets/core/holiday": Holiday.objects.first(),
        "sites": Site.objects.get(),
        "users": user,
        "groups": Group.objects.first(),
    }
    return {f"admin/{place}/": thing.pk for place, thing in made.items() if thing}


def addresses(things: dict[str, int]) -> Iterator[str]:
    """The admin's routes, those with one number filled in with the thing they are about."""
    for route in sorted(set(routes())):
        if not route.startswith("admin/") or NO_SCREENS.search(route):
            continue
        if "<" not in route:
            yield f"/{route}"
        elif ONE_NUMBER.fullmatch(route):
            known = [place for place in things if route.startswith(place)]
            if known:
                yield "/" + re.sub(r"<int:\w+>", str(things[max(known, key=len)]), route)


def menu_addresses(menu: Menu) -> Iterator[str]:
    for item in menu.registered_menu_items:
        if isinstance(item, SubmenuMenuItem):
            yield from menu_addresses(item.menu)
        # The help leads to pages of the site as well.
        elif isinstance(item, MenuItem) and item.url.startswith(reverse("wagtailadmin_home")):
            yield item.url


def words_of_slugs() -> Iterator[str]:
    """Addresses are in Latin letters, and some lists show them."""
    for model in (Page, NewsCategory, Poll):
        for slug in model.objects.values_list("slug", flat=True):
            yield from re.split(r"[\d-]+", slug)


def editors(*parents: Page) -> Iterator[str]:
    """The editors of some pages, and of a new page of every type that may stand below them."""
    for parent in parents:
        yield reverse("wagtailadmin_pages:edit", args=[parent.pk])
        for model in parent.creatable_subpage_models():
            yield reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


@pytest.fixture
def staff(roles: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("кобзар", email="kobzar@example.com", password="kalyna-berizka"))
    return client


def test_no_screen_of_the_admin_shows_english(
    staff: Client, things: dict[str, int], home_page: HomePage, news_index: NewsIndexPage
) -> None:
    allowed = LATIN | TOLERATED.keys() | set(words_of_slugs())
    menus = {address for menu in MENUS for address in menu_addresses(menu)}
    surely = menus | set(editors(home_page, news_index))
    met: dict[str, str] = {}
    read = set()
    for address in sorted({*addresses(things), *surely}):
        response = staff.get(address, follow=address in menus)
        assert response.status_code < 500, address
        if response.status_code == 200:
            read.add(address)
            met |= {text: address for _, text in english(html_of(response), allowed) if not RIGHT.fullmatch(text)}
    assert met == {}
    assert surely <= read


def test_english_is_noticed_wherever_a_person_meets_it() -> None:
    page = """
        <h1>Сторінки</h1> <p>Save draft, novyny.html</p> <img alt="Picture"> <button aria-label="Close">×</button>
        <input type="submit" value="Search"> <input value="typed by a person"> <script>const unseen = "Menu";</script>
    """
    assert [word for word, _ in english(page, {"draft"})] == ["Save", "Picture", "Close", "Search"]
