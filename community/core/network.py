"""Where a request comes from, as far as our own proxies vouch for it."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = ""
# A household or an office gets a whole IPv6 /48; an IPv4 /24 is the least a provider routes.
PREFIX_LENGTHS = {4: 24, 6: 48}


def client_address(request: HttpRequest) -> str:
    """The visitor's IP address, or ``""`` when none is known.

    X-Forwarded-For is written by the visitor except for its last ``TRUSTED_PROXY_COUNT`` entries.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    hops = settings.TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    named = forwarded[-hops] if 0 < hops <= len(forwarded) else ""
    address = _parse(named) or _parse(peer)
    return str(address) if address else UNKNOWN


def network_prefix(address: str) -> str:
    """The network an address belongs to (/24 or /48): people behind it share the limits."""
    parsed = _parse(address)
    if parsed is None:
        return "unknown"
    return str(ip_network(f"{parsed}/{PREFIX_LENGTHS[parsed.version]}", strict=False))


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
