"""One fault under load: struck, mended, and everything counted anew afterwards."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from deploy.local.processes import wait_until
from tests.faults.load import Load
from tests.faults.recount import UNDER_WAY, Recount, last_message, recount
from tests.faults.site import FaultySite

# Seconds within which the load does something a fault can hit.
MEETS_WITHIN = 20
# Seconds: of load before and after a fault.
BEFORE, AFTER = (0.5, 2.0), 1.5
# Seconds until everything that is owed has left.
DRAINED = 90
# Seconds a public count may be behind, with a busy machine's reserve.
COUNTED = 40


@dataclass(frozen=True, kw_only=True)
class Fault:
    """``strike`` breaks something and ``mend`` repairs it, as people or systemd would.

    ``meets`` says what work is in the hands of what is struck: at the strike it must be some. ``extra`` is how many
    messages may come twice for one strike. ``notices``: whether forms may say that nothing can be accepted now.
    """

    name: str
    strike: Callable[[FaultySite, Random], None]
    mend: Callable[[FaultySite], None] = lambda site: None
    meets: Callable[[FaultySite, Load], int]
    times: int = 1
    lasts: float = 2.0
    extra: int = 0
    notices: bool = False
    # People who register meanwhile: each gets an SMS.
    registrants: int = 0
    # What the fault must have left behind to count as met; more than ``meets`` where it shows only afterwards.
    traces: Callable[[FaultySite, Load, int], int] = lambda site, load, since: 1


Survive = Callable[[Fault], None]


@dataclass
class Outcome:
    """A line of the table."""

    fault: Fault
    met: list[int] = field(default_factory=list)
    recount: Recount | None = None
    notices: int = 0
    cut: int = 0
    mistakes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    passed: bool = False


def letters_in_hand(site: FaultySite, load: Load) -> int:
    return site.mail.under_way


def requests_under_way(site: FaultySite, load: Load) -> int:
    return load.journal.under_way


def messages_under_way(site: FaultySite, load: Load) -> int:
    return int(site.rows(UNDER_WAY)[0][0])


def were_cut(site: FaultySite, load: Load, since: int) -> int:
    """Requests whose answer never came."""
    return load.journal.cut


def was_noticed(site: FaultySite, load: Load, since: int) -> int:
    return load.journal.cut + load.journal.notices


def tried_again(site: FaultySite, load: Load, since: int) -> int:
    """Messages whose first attempt came to nothing."""
    return int(site.rows("SELECT count(*) FROM messaging_message WHERE id > %s AND attempts > 1", since)[0][0])


def sent_again_by_staff(site: FaultySite, load: Load, since: int) -> int:
    return int(site.rows("SELECT count(*) FROM wagtailcore_modellogentry WHERE action = 'messaging.resend'")[0][0])


def survive(fault: Fault, site: FaultySite, load: Load, random: Random, outcomes: list[Outcome], petition: int) -> None:
    """Strike ``fault`` while people vote and sign; fails for whatever was lost, doubled or not met."""
    outcome, begun = Outcome(fault), time.monotonic()
    outcomes.append(outcome)
    since = last_message(site)
    load.begin(registrants=fault.registrants)
    load.start()
    try:
        try:
            for _ in range(fault.times):
                time.sleep(random.uniform(*BEFORE))
                outcome.met.append(strike_at_work(fault, site, load, random))
                time.sleep(fault.lasts)
                fault.mend(site)
                time.sleep(AFTER)
        finally:
            load.send_no_more()
        wait_until(load.are_confirmed, "the answer to each letter", DRAINED)
        wait_until(lambda: not messages_under_way(site, load), "the last message to leave", DRAINED)
    finally:
        load.read_no_more()
    outcome.recount = recount(site, load, since, petition)
    outcome.notices, outcome.cut, outcome.mistakes = load.journal.notices, load.journal.cut, load.journal.mistakes
    outcome.seconds = time.monotonic() - begun
    judge(outcome, met=min(outcome.met) and fault.traces(site, load, since))
    outcome.passed = True


def strike_at_work(fault: Fault, site: FaultySite, load: Load, random: Random) -> int:
    """Strike as soon as what is struck has work in hand; how much it was."""
    deadline = time.monotonic() + MEETS_WITHIN
    while not (met := fault.meets(site, load)) and time.monotonic() < deadline:
        time.sleep(0.002)
    fault.strike(site, random)
    return met


def judge(outcome: Outcome, *, met: int) -> None:
    fault, counted = outcome.fault, outcome.recount
    assert counted is not None
    assert met, f"{fault.name}: met no work in flight {outcome.met}"
    assert counted.accepted, "nobody did anything"
    assert not counted.lost, f"{fault.name} lost {len(counted.lost)}: {counted.lost[:5]}"
    assert not counted.wrong, f"{fault.name}: {counted.wrong[:5]}"
    assert counted.extra <= fault.extra * fault.times, f"{fault.name}: {counted.extra} messages came more than once"
    assert not outcome.mistakes, f"{fault.name}: {len(outcome.mistakes)} mistakes: {outcome.mistakes[:3]}"
    assert fault.notices or not outcome.notices, f"{fault.name}: {outcome.notices} notices, and none was called for"
