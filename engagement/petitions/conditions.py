"""By what signatures are chosen for an annulment: names and values that fit into JSON, all of which must be met."""

from datetime import datetime
from ipaddress import ip_network
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core.local_time import moment_text
from engagement.models import Petition
from engagement.models.signature import SignatureQuerySet

Condition = dict[str, Any]

# In the order in which staff read them.
LABELS: dict[str, str | Promise] = {
    "network": _("Signed from the network"),
    "settlement": _("Settlement"),
    "signed_from": _("Signed not before"),
    "signed_until": _("Signed before"),
    "references": _("References of signatures"),
}
# What leaves a condition when networks are erased, and at the end of the term.
NETWORK_PART = ("network",)
PERSONAL_PARTS = ("network", "references")


def condition_make(
    *,
    network: str = "",
    settlement: str = "",
    signed_from: datetime | None = None,
    signed_until: datetime | None = None,
    references: list[str] | None = None,
) -> Condition:
    """A condition of what was given. Raises ``ValueError`` for text that is no network."""
    values = {
        "network": str(ip_network(network, strict=False)) if network else "",
        "settlement": settlement,
        "signed_from": signed_from.isoformat() if signed_from else "",
        "signed_until": signed_until.isoformat() if signed_until else "",
        "references": references or [],
    }
    return {name: value for name, value in values.items() if value}


def signatures_meeting(petition: Petition, condition: Condition) -> SignatureQuerySet:
    """The signatures of ``petition``, in whatever state, that meet all of ``condition``; an empty one meets nobody."""
    signatures: SignatureQuerySet = petition.signatures.all()
    if not condition:
        return signatures.none()
    if network := condition.get("network"):
        signatures = signatures.filter(network__in=_stored_networks(petition, network))
    if settlement := condition.get("settlement"):
        signatures = signatures.filter(settlement=settlement)
    if signed_from := condition.get("signed_from"):
        signatures = signatures.filter(signed_at__gte=parse_datetime(signed_from))
    if signed_until := condition.get("signed_until"):
        signatures = signatures.filter(signed_at__lt=parse_datetime(signed_until))
    if references := condition.get("references"):
        signatures = signatures.filter(reference__in=references)
    return signatures


def condition_readable(condition: Condition) -> list[tuple[str, str]]:
    """Names and values as staff read them."""
    return [(str(label), _readable(condition[name])) for name, label in LABELS.items() if name in condition]


def _stored_networks(petition: Petition, network: str) -> list[str]:
    """Signatures keep a prefix, not an address: those that ``network`` has addresses in common with."""
    wanted = ip_network(network)
    stored = petition.signatures.exclude(network__in=("", "unknown")).order_by().values_list("network", flat=True)
    return [
        text for text in stored.distinct() if (known := ip_network(text)).version == wanted.version
        and known.overlaps(wanted)
    ]  # fmt: skip


def _readable(value: str | list[str]) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    moment = parse_datetime(value) if "T" in value else None
    return moment_text(moment) or value
