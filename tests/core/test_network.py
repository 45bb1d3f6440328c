"""Whom the address of a request is believed to be."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from community.core.network import client_address, network_prefix

VISITOR, LIAR, OUTER, INNER = "198.51.100.7", "192.0.2.66", "203.0.113.5", "10.0.0.2"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "peer", "address"),
    [
        (0, f"{LIAR}", VISITOR, VISITOR),
        (1, f"{LIAR}, {VISITOR}", INNER, VISITOR),
        (2, f"{LIAR}, {VISITOR}, {OUTER}", INNER, VISITOR),
        (1, "", VISITOR, VISITOR),
        (2, VISITOR, INNER, INNER),
        (1, "nonsense", VISITOR, VISITOR),
        (1, "[2001:db8::1]", INNER, "2001:db8::1"),
        (0, "", "::ffff:198.51.100.7", VISITOR),
        (0, "", "", ""),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Settings, proxies: int, forwarded: str, peer: str, address: str
) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_network_is_what_a_household_shares(address: str, prefix: str) -> None:
    assert network_prefix(address) == prefix
