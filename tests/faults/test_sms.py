"""The SMS gateway is out of order in each of its ways, while people register."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.faults.load import Load
from tests.faults.site import WORKERS, FaultySite
from tests.faults.trial import Fault, Survive, requests_under_way

pytestmark = pytest.mark.faults

REGISTRANTS = 2
# Seconds; the site waits three.
TOO_LATE = 4.0
UNAVAILABLE = (503, b"")


def sms_tried_again(site: FaultySite, load: Load, since: int) -> int:
    """SMS that met the trouble."""
    query = "SELECT count(*) FROM messaging_message WHERE id > %s AND channel = 'sms' AND attempts > 1"
    return int(site.rows(query, since)[0][0])


def fault_of(
    name: str, *, strike: Callable[[FaultySite, Random], None] | None = None, extra: int = 0, **trouble: Any
) -> Fault:
    """The gateway's attributes change for some seconds, unless ``strike`` does something else to it."""
    return Fault(
        name=name,
        strike=strike or (lambda site, random: gateway_break(site, trouble)),
        mend=gateway_mend,
        meets=requests_under_way,
        traces=sms_tried_again,
        lasts=8,
        extra=extra,
        registrants=REGISTRANTS,
    )


def gateway_break(site: FaultySite, trouble: dict[str, Any]) -> None:
    for name, value in trouble.items():
        setattr(site.gateways, name, value)


def gateway_mend(site: FaultySite) -> None:
    site.gateways.recover()
    site.gateways.balance = 1000
    # The gateway refuses the same text for so long; the outbox goes on trying.
    site.gateways.pass_ninety_seconds()


def test_the_gateway_is_down(survives: Survive) -> None:
    survives(fault_of("SMS gateway refuses connections", strike=lambda site, random: site.gateways.stop()))


def test_the_gateway_is_unavailable(survives: Survive) -> None:
    survives(fault_of("SMS gateway answers 503", answer=UNAVAILABLE))


def test_the_gateway_is_slow(survives: Survive) -> None:
    """It takes what it answers for too late: such an SMS comes again, to each number once at most."""
    survives(fault_of("SMS gateway answers too late", delay=TOO_LATE, extra=2 * WORKERS))


def test_the_gateway_is_out_of_balance(survives: Survive) -> None:
    survives(fault_of("SMS gateway out of balance", balance=0))
