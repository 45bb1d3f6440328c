"""Behind a proxy of ours the visitor writes anything into X-Forwarded-For; limits count the real origin."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import Settings

from community.accounts.models import User
from community.core.network import client_address
from community.messaging.models import Message
from engagement.models import Poll
from home.models import HomePage
from tests.accounts.builders import FORM, login, resident_make
from tests.engagement.polls.builders import option_of, poll_make

REAL = "198.51.100.7"
PROXY = "10.0.0.1"
Send = Callable[[Client, int], HttpResponseBase]


def forged() -> Iterator[str]:
    """What a visitor sends to seem somebody else each time; the proxy adds where the request came from."""
    for number in range(1000):
        yield f"203.0.{number % 250}.{number // 250 + 1}, {REAL}"


def behind_proxy(number: int) -> Client:
    chain = next(chain for place, chain in enumerate(forged()) if place == number)
    return Client(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=chain)


@pytest.mark.parametrize(
    ("hops", "chain", "address"),
    [
        (0, "203.0.113.5", PROXY),
        (1, "203.0.113.5, 198.51.100.7", REAL),
        (1, "198.51.100.7", REAL),
        (1, "", PROXY),
        (2, "203.0.113.5, 198.51.100.7, 10.0.0.2", REAL),
        # Shorter than the chain of our proxies: somebody came around them.
        (2, "203.0.113.5", PROXY),
        (1, "203.0.113.5, not an address", PROXY),
        (1, "203.0.113.5, '; DROP TABLE", PROXY),
        (1, "203.0.113.5,", PROXY),
        (1, "198.51.100.7:443", PROXY),
        (1, "::ffff:198.51.100.7", REAL),
        (1, "[2001:db8::1]", "2001:db8::1"),
    ],
)
def test_only_what_our_proxies_say_is_believed(hops: int, chain: str, address: str, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = hops
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=chain)
    assert client_address(request) == address


@pytest.mark.parametrize("header", ["X_REAL_IP", "CLIENT_IP", "FORWARDED", "TRUE_CLIENT_IP", "CF_CONNECTING_IP"])
def test_other_headers_say_nothing(header: str, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    assert (
        client_address(RequestFactory().get("/", headers={header.replace("_", "-"): "203.0.113.5"}, REMOTE_ADDR=REAL))
        == REAL
    )


@pytest.fixture
def proxied(home_page: HomePage, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 1


def test_passwords_are_not_tried_from_a_thousand_made_up_networks(proxied: None) -> None:
    resident_make()
    statuses = [login(behind_proxy(number), password="wrong-password").status_code for number in range(60)]
    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_recovery_is_asked_for_from_one_network_only_so_often(proxied: None) -> None:
    answers = [
        behind_proxy(number).post("/kabinet/vidnovlennia/", {"email": f"a{number}@example.com"}).status_code
        for number in range(65)
    ]
    assert answers[0] == 302
    assert answers[-1] == 429


def test_registrations_are_counted_where_they_come_from(proxied: None) -> None:
    answers = [
        behind_proxy(number)
        .post("/kabinet/reiestratsiia/", {**FORM, "email": f"a{number}@example.com", "phone": f"067{number:07d}"})
        .status_code
        for number in range(40)
    ]
    assert answers[0] == 302
    assert answers[-1] == 429
    assert User.objects.count() < 40


def test_votes_of_one_network_are_seen_as_such(proxied: None) -> None:
    poll: Poll = poll_make()
    for number in range(25):
        fields = {"email": f"a{number}@example.com", "choice": [option_of(poll).pk], "step": "send"}
        behind_proxy(number).post(f"/opytuvannia/{poll.slug}/holos/", fields)
    assert set(poll.votes.values_list("network", flat=True)) == {"198.51.100.0/24"}
    assert poll.votes.exclude(flag_reason="").exists()


def test_news_are_ordered_for_others_only_so_often(proxied: None) -> None:
    for number in range(60):
        behind_proxy(number).post("/novyny-lystom/", {"email": f"a{number}@example.com", "frequency": "daily"})
    assert 0 < Message.objects.count() < 60
