"""The mail server is out of order in each of its ways."""

import time
from collections.abc import Callable
from random import Random

import pytest

from tests.faults.site import FaultySite
from tests.faults.trial import Fault, Survive, letters_in_hand, sent_again_by_staff, tried_again

pytestmark = pytest.mark.faults


def answer(words: str) -> Callable[[FaultySite, Random], None]:
    return lambda site, random: setattr(site.mail, "answer", words)


def recover_and_send_again(site: FaultySite) -> None:
    """A refusal for good is not tried again by itself: the register shows it, and staff send it again."""
    site.mail.recover()
    time.sleep(1)
    site.asked("tests.faults.staff", "resend")


def test_the_mail_server_refuses_connections(survives: Survive) -> None:
    survives(
        Fault(
            name="SMTP refuses connections",
            strike=lambda site, random: site.mail.stop(),
            mend=lambda site: site.mail.recover(),
            meets=letters_in_hand,
            traces=tried_again,
            lasts=4,
        )
    )


def test_the_mail_server_stalls(survives: Survive) -> None:
    survives(
        Fault(
            name="SMTP stalls",
            strike=lambda site, random: setattr(site.mail, "stalls", True),
            mend=lambda site: site.mail.recover(),
            meets=letters_in_hand,
            traces=tried_again,
            lasts=5,
        )
    )


def test_the_mail_server_asks_to_come_later(survives: Survive) -> None:
    survives(
        Fault(
            name="SMTP answers 451",
            strike=answer("451 4.3.0 Try again later"),
            mend=lambda site: site.mail.recover(),
            meets=letters_in_hand,
            traces=tried_again,
            lasts=3,
        )
    )


def test_the_mail_server_refuses_for_good(survives: Survive) -> None:
    survives(
        Fault(
            name="SMTP answers 550, staff send again",
            strike=answer("550 5.7.1 Refused"),
            mend=recover_and_send_again,
            meets=letters_in_hand,
            traces=sent_again_by_staff,
            lasts=3,
        )
    )
