"""Lists of domains and networks as staff type them."""

import pytest
from django.core.exceptions import ValidationError

from community.core.address_lists import (
    address_among,
    domain_among,
    domains_clean,
    domains_read,
    networks_clean,
    networks_read,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("203.0.113.7/24", "203.0.113.0/24"),
        (" 203.0.113.7 ", "203.0.113.7/32"),
        ("2001:DB8:0::1/48 # ЦНАП", "2001:db8::/48 # ЦНАП"),
        ("::ffff:203.0.113.0/120", "203.0.113.0/24"),
        ("# лише нотатка\n\n10.0.0.0/8\n10.0.0.1/8", "# лише нотатка\n\n10.0.0.0/8"),
        ("", ""),
    ],
)
def test_networks_are_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert networks_clean(typed) == kept
    assert networks_clean(kept) == kept


@pytest.mark.parametrize(
    "line", ["203.0.113.0/33", "0.0.0.0/0", "::/0", "школа", "5", "fe80::1%eth0", "example.com", "1.2.3.4/24/24"]
)
def test_a_line_that_is_no_network_is_named_with_its_number(line: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        networks_clean(f"10.0.0.0/8\n{line}")
    assert refusal.value.messages == [f"Це не мережа: «{line}» (рядок 2). Приклади: 203.0.113.0/24, 2001:db8::/48"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("*.Example.COM", "example.com"),
        ("@example.com", "example.com"),
        (".ru", "ru"),
        ("Пошта.укр # наша", "пошта.укр # наша"),
        ("example.com\nEXAMPLE.com.", "example.com"),
    ],
)
def test_domains_are_kept_readable(typed: str, kept: str) -> None:
    assert domains_clean(typed) == kept


@pytest.mark.parametrize(
    "line", ["olena@example.com", "http://example.com", "exa mple.com", "-a.com", "a..b", "203.0.113.1", "*", "a" * 300]
)
def test_a_line_that_is_no_domain_is_named(line: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        domains_clean(line)
    assert f"Це не поштовий домен: «{line[:60]}» (рядок 1)" in refusal.value.messages[0]


def test_every_bad_line_is_named_at_once() -> None:
    with pytest.raises(ValidationError) as refusal:
        domains_clean("a b\nexample.com\nc d")
    assert len(refusal.value.messages) == 2


def test_a_domain_speaks_for_all_below_it_and_for_nothing_beside_it() -> None:
    listed = domains_read("example.com\nпошта.укр\nru # зона")
    for domain in ("example.com", "mail.example.com", "xn--80a1acn3a.xn--j1amh", "mail.ru", "a.b.c.ru"):
        assert domain_among(domain, listed), domain
    for domain in ("myexample.com", "com", "example.com.ua", "ru.com", "guru"):
        assert not domain_among(domain, listed), domain


def test_a_network_of_either_version_finds_its_addresses() -> None:
    listed = networks_read("203.0.113.0/24\n2001:db8::/32 # школа")
    for address in ("203.0.113.255", "2001:db8:ffff::1"):
        assert address_among(address, listed)
    for address in ("203.0.114.1", "2001:db9::1", ""):
        assert not address_among(address, listed)
