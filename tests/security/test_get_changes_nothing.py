"""Every address is opened by everybody, as link scanners, prefetching browsers and other sites' pictures do."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from tests.security.conftest import STRANGER, Who, everybody
from tests.security.walk import Route, Values, routes, writes

pytestmark = pytest.mark.on_server

# What opening an address may write: table, addresses, why.
ALLOWED = {
    "wagtailadmin_editingsession": (
        r"/admin/(pages|snippets)/.*(edit|revert|view_draft|add)/",
        "the editor shows who else has the same page open; its row is the visit itself",
    ),
    "wagtailcore_pagesubscription": (
        r"/admin/pages/\d+/edit/",
        "an editor's own settings of notices, made with their defaults",
    ),
    "wagtailusers_userprofile": (r"/admin/account/", "a person's own settings of the admin, made with their defaults"),
}


def forbidden(address: str, tables: set[str]) -> set[str]:
    return {table for table in tables if table not in ALLOWED or not re.match(ALLOWED[table][0], address)}


def opened(client: Client, address: str) -> tuple[int, set[str]]:
    with writes() as tables:
        response = client.get(address)
        # Streams write while they are read.
        _body = response.getvalue()
    return response.status_code, forbidden(address, tables)


@pytest.mark.parametrize("who", everybody("stranger", "administrator"))
def test_opening_an_address_writes_nothing_and_breaks_nothing(who: Who, values: Values) -> None:
    client = who.client()
    # A page that breaks by what stands on it breaks for everybody.
    found: list[Route] = list(routes(every_page=who is STRANGER))
    assert len(found) > 500
    wrong = []
    for route in found:
        for address in route.addresses(values):
            status, tables = opened(client, address)
            # No worker runs here, which is what that address is there to say.
            if tables or (status >= 500 and address != "/readyz"):
                wrong.append((address, status, sorted(tables)))
    assert not wrong, "\n".join(map(str, wrong))


def test_the_walk_notices_what_a_request_writes(demo: None) -> None:
    with writes() as tables:
        Page.objects.filter(slug="novyny").update(draft_title="Новини")
    assert tables == {"wagtailcore_page"}
