"""No address of the site sends anybody to another site, whatever stands in the query, the form or the Referer."""

from collections.abc import Sequence
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.security.conftest import Who, everybody
from tests.security.walk import Values, routes

pytestmark = pytest.mark.any_engine

NAMES = (
    "next", "back", "return_url", "return", "return_to", "url", "redirect", "redirect_to", "redirect_uri", "goto",
    "continue", "dest", "destination", "target", "from", "referer", "page", "u", "r",
)  # fmt: skip
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/x",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "///evil.example",
    "/%09/evil.example",
    "\thttps://evil.example/",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "javascript:alert(1)",
)


def leads_away(response: HttpResponseBase) -> bool:
    """As a browser reads it: backslashes are slashes, and control characters are not there."""
    location = "".join(sign for sign in response.headers.get("Location", "") if sign > " ").replace("\\", "/")
    parts = urlsplit(location)
    return (
        parts.netloc not in {"", "testserver"}
        or parts.scheme not in {"", "http", "https"}
        or location.startswith("///")
        or (bool(parts.scheme) and not parts.netloc)
    )


# One request for each value at each address would take an hour; they come by turns.
@pytest.mark.parametrize("who", everybody("stranger", "resident", "administrator"))
def test_no_address_leads_to_another_site(who: Who, values: Values, undrawn: None) -> None:
    client = who.client()
    signed_in = SimpleCookie(client.cookies.output(header=""))
    wrong = []
    addresses = [address for route in routes(every_page=False) for address in route.addresses(values)]
    for number, address in enumerate(addresses):
        wanted = ELSEWHERE[number % len(ELSEWHERE)]
        for response in asked(client, address, wanted):
            if leads_away(response):
                wrong.append((address, wanted, response.headers["Location"]))
        client.cookies = SimpleCookie(signed_in.output(header=""))
    assert not wrong, "\n".join(map(str, wrong))


def asked(client: Client, address: str, wanted: str) -> Sequence[HttpResponseBase]:
    """By GET and by POST; what the latter deletes is there again for the next one."""
    fields = dict.fromkeys(NAMES, wanted)
    with transaction.atomic():
        responses = [
            client.get(address, fields, HTTP_REFERER=wanted),
            client.post(address, fields, HTTP_REFERER=wanted),
        ]
        transaction.set_rollback(True)
    return responses


@pytest.mark.parametrize("wanted", ELSEWHERE)
@pytest.mark.parametrize("password", ["yasna-richka-2", "wrong"])
def test_the_login_leads_nowhere_else(wanted: str, password: str, demo: None) -> None:
    response = Client().post(
        "/kabinet/vkhid/", {"login": "orysia@yasnobrid.example", "password": password, "next": wanted}
    )
    assert response.status_code == (302 if password == "yasna-richka-2" else 422)
    assert not leads_away(response)
