"""The clock of the machine jumps while letters are in hand, and is set right some seconds later."""

import pytest

from tests.faults.site import WORKERS
from tests.faults.trial import Fault, Survive, letters_in_hand

pytestmark = pytest.mark.faults

HOUR = 3600


def fault_of(name: str, seconds: int) -> Fault:
    return Fault(
        name=name,
        strike=lambda site, random: site.clock_set(seconds),
        mend=lambda site: site.clock_set(0),
        meets=letters_in_hand,
        lasts=5,
        # A lease that seems to have run out: whoever sends meanwhile is not waited for.
        extra=WORKERS,
    )


def test_the_clock_jumps_an_hour_ahead(survives: Survive) -> None:
    survives(fault_of("clock an hour ahead, then right again", HOUR))


def test_the_clock_jumps_an_hour_back(survives: Survive) -> None:
    survives(fault_of("clock an hour back, then right again", -HOUR))
