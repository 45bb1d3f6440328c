"""A branch of the tree is renamed: its editor waits for nothing below, and every address, old or new, leads right."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from community.core import branches
from community.core.branches import branches_settle
from community.core.models import FormerAddress
from community.core.models.former_address import tree_url_path
from community.core.tasks import addresses_check
from home.models import HomePage, SectionPage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.news.builders import make_article, make_private


@pytest.fixture
def section(home_page: HomePage) -> SectionPage:
    """A section with a list of three articles below it."""
    section = home_page.add_child(instance=SectionPage(title="Освіта", slug="osvita", show_in_menus=True))
    index = section.add_child(instance=NewsIndexPage(title="Новини освіти", slug="novyny-osvity"))
    for number in range(3):
        make_article(index, title=f"Школа {number}", slug=f"shkola-{number}")
    return section


def rename(page: Any, slug: str) -> None:
    page.refresh_from_db()
    page.slug = slug
    page.save_revision().publish()


def wrong_addresses() -> list[str]:
    return [page.url_path for page in Page.objects.filter(depth__gt=1) if page.url_path != tree_url_path(page)]


def led_to(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 301, (address, answer.status_code)
    assert client.get(answer["Location"]).status_code == 200
    return str(answer["Location"])


def test_old_and_new_addresses_answer_before_anything_below_is_rewritten(client: Client, section: SectionPage) -> None:
    rename(section, "nauka")
    assert len(wrong_addresses()) == 4
    new = client.get("/nauka/novyny-osvity/shkola-1/")
    assert new.status_code == 200
    assert 'rel="canonical" href="http://testserver/nauka/novyny-osvity/shkola-1/"' in new.content.decode()
    assert led_to(client, "/osvita/novyny-osvity/shkola-1/") == "/nauka/novyny-osvity/shkola-1/"
    assert led_to(client, "/osvita/") == "/nauka/"
    assert led_to(client, "/osvita/novyny-osvity/rss/") == "/nauka/novyny-osvity/rss/"
    assert led_to(client, "/osvita/novyny-osvity/?page=1&year=") == "/nauka/novyny-osvity/?page=1&year="


def test_in_the_end_every_page_says_its_new_address(client: Client, section: SectionPage) -> None:
    rename(section, "nauka")
    assert branches_settle() == 4
    assert wrong_addresses() == []
    assert not FormerAddress.objects.filter(is_due=True).exists()
    assert branches_settle() == 0
    assert "/nauka/novyny-osvity/shkola-1/" in client.get("/nauka/novyny-osvity/").content.decode()
    assert led_to(client, "/osvita/novyny-osvity/shkola-1/") == "/nauka/novyny-osvity/shkola-1/"


def test_a_worker_that_died_in_the_middle_is_followed_by_another(
    section: SectionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(section, "nauka")
    monkeypatch.setattr(branches, "BATCH", 1)
    settle, calls = branches._children_settle, []

    def dying(path: str, depth: int) -> int:
        calls.append(path)
        if len(calls) == 2:
            raise RuntimeError("killed")
        return settle(path, depth)

    monkeypatch.setattr(branches, "_children_settle", dying)
    with pytest.raises(RuntimeError):
        branches_settle()
    assert 0 < len(wrong_addresses()) < 4
    assert FormerAddress.objects.filter(is_due=True).exists()
    monkeypatch.setattr(branches, "_children_settle", settle)
    branches_settle()
    assert wrong_addresses() == []


def test_renamed_again_above_and_below_before_the_first_was_finished(client: Client, section: SectionPage) -> None:
    index = NewsIndexPage.objects.child_of(section).get()
    rename(section, "nauka")
    rename(index, "shkoly")
    rename(section, "znannia")
    for old in ("/osvita/novyny-osvity/", "/nauka/novyny-osvity/", "/nauka/shkoly/", "/osvita/shkoly/"):
        assert led_to(client, f"{old}shkola-2/") == "/znannia/shkoly/shkola-2/"
    branches_settle()
    assert wrong_addresses() == []


def test_a_page_that_takes_its_former_address_back_ends_no_one_in_a_circle(
    client: Client, section: SectionPage
) -> None:
    rename(section, "nauka")
    rename(section, "osvita")
    branches_settle()
    assert client.get("/osvita/").status_code == 200
    assert led_to(client, "/nauka/novyny-osvity/") == "/osvita/novyny-osvity/"
    assert client.get("/osvita/nemaie/").status_code == 404
    assert client.get("/nauka/nemaie/").status_code == 404


def test_another_page_at_the_old_address_is_shown_itself(client: Client, section: SectionPage) -> None:
    rename(section, "nauka")
    newcomer = section.get_parent().add_child(instance=SectionPage(title="Освіта дорослих", slug="osvita"))
    newcomer.add_child(instance=NewsIndexPage(title="Новини", slug="novyny"))
    assert "Освіта дорослих" in client.get("/osvita/").content.decode()
    # What the list has not is not looked for elsewhere.
    assert client.get("/osvita/novyny/?category=nemaie").status_code == 404
    assert led_to(client, "/osvita/novyny-osvity/shkola-0/") == "/nauka/novyny-osvity/shkola-0/"


def test_a_branch_that_moved_and_one_article_of_it_that_moved_before(
    client: Client, home_page: HomePage, section: SectionPage
) -> None:
    index = NewsIndexPage.objects.child_of(section).get()
    elsewhere = home_page.add_child(instance=NewsIndexPage(title="Новини", slug="novyny-hromady"))
    NewsPage.objects.get(slug="shkola-0").move(elsewhere, pos="last-child")
    index.refresh_from_db()
    index.move(Page.objects.get(pk=home_page.pk), pos="last-child")
    assert led_to(client, "/osvita/novyny-osvity/shkola-0/") == "/novyny-hromady/shkola-0/"
    assert led_to(client, "/osvita/novyny-osvity/shkola-1/") == "/novyny-osvity/shkola-1/"


def test_a_branch_moved_while_it_was_being_renamed(section: SectionPage, home_page: HomePage) -> None:
    other = home_page.add_child(instance=SectionPage(title="Життя", slug="zhyttia"))
    rename(section, "nauka-ta-osvita")
    Page.objects.get(pk=section.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    branches_settle()
    assert wrong_addresses() == []


def test_a_draft_below_is_not_betrayed(client: Client, section: SectionPage) -> None:
    article = NewsPage.objects.get(slug="shkola-1")
    article.unpublish()
    rename(section, "nauka")
    assert client.get("/osvita/novyny-osvity/shkola-1/").status_code == 404


def test_a_private_page_found_by_its_old_address_still_asks_who_comes(client: Client, section: SectionPage) -> None:
    make_private(NewsIndexPage.objects.child_of(section).get())
    rename(section, "nauka")
    answer = client.get("/nauka/novyny-osvity/shkola-1/")
    assert "Школа 1" not in answer.content.decode()


def test_the_front_page_under_another_name_keeps_every_address(client: Client, home_page: HomePage) -> None:
    page = home_page.add_child(instance=StandardPage(title="Контакти", slug="kontakty"))
    rename(home_page, "selo")
    page.refresh_from_db()
    assert wrong_addresses() == []
    assert client.get("/kontakty/").status_code == 200
    assert page.url == "/kontakty/"


def test_the_night_finds_what_a_script_spoiled(section: SectionPage) -> None:
    Page.objects.filter(slug="shkola-1").update(url_path="/nowhere/")
    addresses_check()
    assert wrong_addresses() == []


def test_renaming_costs_the_same_however_much_lies_below(section: SectionPage) -> None:
    def queries(slug: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            rename(section, slug)
        return len(captured)

    rename(section, "nauka")
    few = queries("osvitianam")
    index = NewsIndexPage.objects.child_of(section).get()
    for number in range(20):
        make_article(index, title=f"Ще {number}", slug=f"shche-{number}")
    assert queries("znannia") == few
    assert not Redirect.objects.exists()


def test_renaming_is_handed_to_a_worker(section: SectionPage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        rename(section, "nauka")
    from_branches = [callback for callback in callbacks if "branches" in getattr(callback, "__qualname__", "")]
    assert len(from_branches) == 1


@pytest.mark.parametrize("address", ["/osvita/%00/", "/" + "a/" * 900, "/osvita//novyny/", "/осв%D1%96та/"])
def test_strange_addresses_are_not_found(client: Client, section: SectionPage, address: str) -> None:
    rename(section, "nauka")
    assert client.get(address).status_code == 404
