"""Text that tries to be a program, in every field of every row: no page and no screen of the admin obeys it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from tests.security.conftest import ADMINISTRATOR, STRANGER, Who
from tests.security.liveness import MARK, alive, htmls
from tests.security.planting import plant
from tests.security.walk import Values, one_of_each_kind, routes

pytestmark = pytest.mark.on_server

# What outsiders or authors fill, in which the marks must have been, or the walk looks at nothing.
AT_LEAST = {
    "engagement.Petition.title",
    "engagement.Petition.text",
    "engagement.Petition.author_name",
    "engagement.Signature.full_name",
    "engagement.Poll.question",
    "engagement.PollOption.text",
    "engagement.PetitionAnswer.text",
    "news.NewsPage.lead",
    "news.NewsPage.body",
    "home.StandardPage.body",
    "home.FormPage.intro",
    "home.FormField.label",
    "home.FormAnswer.form_data",
    "home.PersonPage.position",
    "core.CommunitySettings.name",
    "wagtailcore.Page.title",
    "accounts.User.last_name",
    "core.CommunityImage.title",
}


@pytest.fixture(scope="module")
def taken(demo_community: None, django_db_blocker: DjangoDbBlocker) -> Iterator[set[str]]:
    """Once for all tests of this file, and taken back after them."""
    with django_db_blocker.unblock():
        holder = transaction.atomic()
        holder.__enter__()
        fields = plant()
    yield fields
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        holder.__exit__(None, None, None)


def wrong_at(client: Client, address: str) -> list[tuple[str, str]]:
    response = client.get(address)
    if response.status_code >= 500 and address != "/readyz":
        return [(address, str(response.status_code))]
    return [(address, mark) for html in htmls(response) for mark in alive(html)]


@pytest.mark.parametrize("who", [STRANGER, ADMINISTRATOR], ids=str)
def test_nothing_typed_comes_alive(who: Who, taken: set[str], values: Values) -> None:
    client = who.client()
    is_admins = who is ADMINISTRATOR
    wrong: list[tuple[str, str]] = []
    for route in routes(every_page=False):
        if route.template.startswith("/admin/") is is_admins:
            for address in route.addresses(values)[:2]:
                wrong.extend(wrong_at(client, address))
    assert not wrong, "\n".join(map(str, wrong))


def test_the_marks_are_where_people_read_them(taken: set[str], values: Values) -> None:
    assert taken >= AT_LEAST
    client = STRANGER.client()
    for slug in ("", "novyny/", "petytsii/"):
        assert MARK in client.get(f"/{slug}").getvalue().decode(), slug


def test_histories_and_comparisons(taken: set[str], demo: None) -> None:
    """Of a page of each kind: two texts beside each other are put together from pieces."""
    client = ADMINISTRATOR.client()
    wrong: list[tuple[str, str]] = []
    for page in one_of_each_kind(Page.objects.filter(depth__gt=2)):
        for end in ("edit/", "history/", "usage/", "revisions/compare/earliest...latest/", "delete/", "copy/", "move/"):
            wrong.extend(wrong_at(client, f"/admin/pages/{page.pk}/{end}"))
    assert not wrong, "\n".join(map(str, wrong))
