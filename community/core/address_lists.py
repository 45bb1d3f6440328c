"""Lists of mail domains and of networks as people type them: one in a line, with notes after ``#``."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Network = IPv4Network | IPv6Network

# A slip of the hand in the length would take in half of the Internet.
WIDEST = {4: 8, 6: 16}
LONGEST_DOMAIN = 253
# So much of a bad line is quoted.
QUOTED = 60
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"{LABEL}(?:\.{LABEL})*")
MAPPED = IPv6Network("::ffff:0:0/96")


def domain_ascii(domain: str) -> str:
    """One spelling of a domain: small letters, IDN as punycode, no dot at the end."""
    try:
        return domain.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return domain.rstrip(".")


def domains_clean(text: str) -> str:
    """The list as it is kept: without ``*.`` and ``@``, in small letters. Raises ``ValidationError``."""
    return _clean(text, _domain_readable, _("Not a mail domain: “%(line)s” (line %(number)d). An example: example.com"))


def networks_clean(text: str) -> str:
    """The list as it is kept: each network in its one spelling. Raises ``ValidationError``."""
    return _clean(
        text,
        lambda entry: str(_network(entry)),
        _("Not a network: “%(line)s” (line %(number)d). Examples: 203.0.113.0/24, 2001:db8::/48"),
    )


@lru_cache(maxsize=64)
def domains_read(text: str) -> frozenset[str]:
    """The domains of a kept list, in ASCII."""
    return frozenset(domain_ascii(entry) for entry, _note in _lines(text) if entry)


@lru_cache(maxsize=64)
def networks_read(text: str) -> tuple[Network, ...]:
    """The networks of a kept list."""
    return tuple(_network(entry) for entry, _note in _lines(text) if entry)


def domain_among(domain: str, listed: frozenset[str] | set[str]) -> bool:
    """Whether ``domain``, in ASCII, or one that it is part of is listed."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in listed for start in range(len(labels)))


def address_among(address: str, listed: tuple[Network, ...]) -> bool:
    """Whether an IP address, possibly unknown, lies in a listed network."""
    if not address:
        return False
    parsed = ip_address(address)
    return any(parsed in network for network in listed)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        entry, _sign, note = line.partition("#")
        yield entry.strip(), note.strip()


def _clean(text: str, read: Callable[[str], str], complaint: str) -> str:
    kept, errors, seen = [], [], set()
    for number, (entry, note) in enumerate(_lines(text), start=1):
        try:
            value = read(entry) if entry else ""
        except ValueError:
            errors.append(ValidationError(complaint, params={"line": entry[:QUOTED], "number": number}))
            continue
        if value not in seen or not value:
            kept.append(f"{value} # {note}".strip() if note else value)
        seen.add(value)
    if errors:
        raise ValidationError(errors)
    return "\n".join(kept).strip()


def _domain_readable(entry: str) -> str:
    domain = entry.lower().removeprefix("*").removeprefix("@").strip(".")
    ascii_form = domain_ascii(domain)
    if len(ascii_form) > LONGEST_DOMAIN or not DOMAIN.fullmatch(ascii_form):
        raise ValueError(entry)
    if ascii_form.rpartition(".")[2].isdecimal():
        # An address of a network in the wrong list.
        raise ValueError(entry)
    return domain


def _network(entry: str) -> Network:
    network = ip_network(entry, strict=False)
    if isinstance(network, IPv6Network) and network.subnet_of(MAPPED):
        network = ip_network(f"{network.network_address.ipv4_mapped}/{network.prefixlen - MAPPED.prefixlen}")
    if "%" in entry or network.prefixlen < WIDEST[network.version]:
        raise ValueError(entry)
    return network
