"""kill -9 at random moments, as the kernel does when memory runs out."""

import time
from collections.abc import Callable
from random import Random

import pytest

from tests.faults.site import WORKERS, FaultySite
from tests.faults.trial import (
    Fault,
    Survive,
    letters_in_hand,
    messages_under_way,
    requests_under_way,
    tried_again,
    were_cut,
)

pytestmark = pytest.mark.faults


def kill(name: str) -> Callable[[FaultySite, Random], None]:
    return lambda site, random: site.kill(name)


def kill_a_child_of(name: str) -> Callable[[FaultySite, Random], None]:
    return lambda site, random: random.choice(site.children(name)).kill()


def kill_beat_while_letters_wait(site: FaultySite, random: Random) -> None:
    """What is to be tried again is the sweep's, and the sweep is beat's."""
    site.mail.answer = "451 4.3.0 Try again later"
    time.sleep(1)
    site.kill("beat")
    site.mail.answer = "250 OK"


def test_the_web_server_is_killed(survives: Survive) -> None:
    survives(
        Fault(
            name="web server killed",
            strike=kill("app"),
            mend=lambda site: site.recover(),
            meets=requests_under_way,
            traces=were_cut,
            times=2,
            lasts=0.5,
        )
    )


def test_a_process_of_the_web_server_is_killed(survives: Survive) -> None:
    survives(
        Fault(
            name="a process of the web server killed",
            strike=kill_a_child_of("app"),
            mend=lambda site: site.recover(),
            meets=requests_under_way,
            traces=were_cut,
            times=2,
            # Longer than granian needs to tell a kill from a loop of crashes, for which it ends.
            lasts=6,
        )
    )


def test_the_worker_is_killed(survives: Survive) -> None:
    survives(
        Fault(
            name="worker killed",
            strike=kill("worker"),
            mend=lambda site: site.recover(),
            meets=letters_in_hand,
            traces=tried_again,
            times=2,
            lasts=0.5,
            extra=WORKERS,
        )
    )


def test_a_child_of_the_worker_is_killed(survives: Survive) -> None:
    survives(
        Fault(
            name="pool child killed",
            strike=kill_a_child_of("worker"),
            mend=lambda site: site.recover(),
            meets=letters_in_hand,
            traces=tried_again,
            times=3,
            extra=1,
        )
    )


def test_the_scheduler_is_killed(survives: Survive) -> None:
    survives(
        Fault(
            name="beat killed while letters wait for the sweep",
            strike=kill_beat_while_letters_wait,
            mend=lambda site: site.recover(),
            meets=messages_under_way,
            traces=tried_again,
            lasts=4,
        )
    )
