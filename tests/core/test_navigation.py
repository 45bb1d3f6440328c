"""The menu and the breadcrumbs: what is in them, where the visitor is, and what they cost."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from community.core.navigation import MenuItem
from engagement.models import PollIndexPage
from home.models import HomePage, SectionPage, StandardPage
from news.models import NewsIndexPage

MENU = Template("{% load navigation_tags %}{% main_menu as menu %}{% main_menu as again %}")
CRUMBS = Template(
    "{% load navigation_tags %}{% breadcrumbs page as crumbs %}"
    "{% for crumb in crumbs %}{{ crumb.title }}={{ crumb.url }};{% endfor %}"
)


def menu_for(page: object = None) -> list[MenuItem]:
    context = Context({"request": RequestFactory().get("/"), "page": page})
    MENU.render(context)
    return list(context["menu"])


def outline(items: list[MenuItem]) -> list[tuple[str, list[str]]]:
    return [(item.title, [child.title for child in item.children]) for item in items]


def test_the_menu_is_the_tree_two_levels_deep(
    add_section: Callable[..., SectionPage], add_page: Callable[..., StandardPage]
) -> None:
    council, news = add_section("Рада"), add_section("Новини")
    members = add_section("Депутати", parent=council)
    add_page("Регламент", parent=council)
    add_page("Фракції", parent=members)
    add_page("Чернетка", parent=news, live=False)
    add_page("Без меню", parent=news, show_in_menus=False)
    hidden = add_section("Прихований", show_in_menus=False)
    add_page("Під прихованим", parent=hidden)
    private = add_section("Для своїх")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert outline(menu_for()) == [("Рада", ["Депутати", "Регламент"]), ("Новини", [])]
    assert [item.url for item in menu_for()] == ["/rada/", "/novyny/"]


def test_polls_and_news_stand_in_the_menu_as_pages_of_the_tree(site_home: HomePage) -> None:
    site_home.add_child(instance=NewsIndexPage(title="Новини", show_in_menus=True))
    site_home.add_child(instance=PollIndexPage(title="Опитування", show_in_menus=True))
    assert [(item.title, item.url) for item in menu_for()] == [
        ("Новини", "/novyny/"),
        ("Опитування", "/opytuvannia/"),
    ]


def test_pages_beside_the_menu_are_named_in_the_foot(client: Client, add_page: Callable[..., StandardPage]) -> None:
    add_page("Політика приватності", show_in_menus=False)
    add_page("Контакти", show_in_menus=True)
    add_page("Чернетка", show_in_menus=False, live=False)
    foot = client.get("/").content.decode().partition("footer__base")[2]
    assert "Політика приватності" in foot
    assert "Контакти" not in foot
    assert "Чернетка" not in foot


def test_the_menu_marks_where_the_visitor_is(
    add_section: Callable[..., SectionPage], add_page: Callable[..., StandardPage], site_home: HomePage
) -> None:
    council = add_section("Рада")
    add_section("Новини")
    page = add_page("Регламент", parent=council)
    assert [item.active for item in menu_for(page)] == [True, False]
    assert menu_for(page)[0].children[0].active
    assert [item.active for item in menu_for(site_home)] == [False, False]


def test_the_menu_stands_on_pages_outside_the_tree(add_section: Callable[..., SectionPage]) -> None:
    add_section("Рада")
    assert outline(menu_for()) == [("Рада", [])]
    assert [item.active for item in menu_for(Paginator([1, 2], 1).page(1))] == [False]


def test_the_menu_is_empty_where_there_is_no_request_or_no_site(site_home: HomePage) -> None:
    context = Context({})
    MENU.render(context)
    assert context["menu"] == []
    Site.objects.all().delete()
    assert menu_for() == []


def test_the_menu_costs_one_query_however_large_and_however_often_asked(
    add_section: Callable[..., SectionPage], add_page: Callable[..., StandardPage]
) -> None:
    for number in range(5):
        section = add_section(f"Розділ {number}")
        for inner in range(3):
            add_page(f"Сторінка {inner}", parent=section)
    menu_for()
    request = RequestFactory().get("/")
    Site.find_for_request(request)
    with CaptureQueriesContext(connection) as queries:
        context = Context({"request": request})
        MENU.render(context)
    assert len(context["again"]) == 5
    assert len(queries) == 1, [query["sql"] for query in queries]


def crumbs_for(page: object = None) -> str:
    return CRUMBS.render(Context({"request": RequestFactory().get("/"), "page": page}))


def test_breadcrumbs_lead_from_home_to_the_page(
    add_section: Callable[..., SectionPage], add_page: Callable[..., StandardPage], site_home: HomePage
) -> None:
    council = add_section("Рада")
    page = add_page("Регламент", parent=add_section("Документи", parent=council, show_in_menus=False))
    page = Page.objects.get(pk=page.pk)
    assert crumbs_for(page) == "Зеленогірська громада=/;Рада=/rada/;Документи=/rada/dokumenty/;"
    assert crumbs_for(site_home) == ""
    assert crumbs_for() == "Зеленогірська громада=/;"
    request = RequestFactory().get("/")
    Site.find_for_request(request)
    with CaptureQueriesContext(connection) as queries:
        CRUMBS.render(Context({"request": request, "page": page}))
    assert len(queries) == 1, [query["sql"] for query in queries]
