"""The site under fire, one for the run, and the table at its end."""

import logging
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from deploy.local.processes import StackError, missing_packages
from tests.faults.load import Load
from tests.faults.mail import BusyMailServer
from tests.faults.site import FaultySite
from tests.faults.table import table
from tests.faults.trial import Fault, Outcome, Survive, survive
from tests.services.sms_gateways import SmsGateways

# The moments of the strikes; the same number strikes at the same ones.
SEED = os.environ.get("FAULTS_SEED") or str(secrets.randbelow(10**6))
# More than sign in a run.
RESIDENTS = 4000
OUTCOMES: list[Outcome] = []


@pytest.fixture(scope="session")
def mail() -> Iterator[BusyMailServer]:
    # It tells of every line of every letter.
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    server = BusyMailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def gateways() -> Iterator[SmsGateways]:
    with SmsGateways().running() as server:
        yield server


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, mail: BusyMailServer, gateways: SmsGateways) -> Iterator[FaultySite]:
    if missing := missing_packages(["initdb", "postgres"]):
        # Not skipped: nothing else shows what these tests show.
        raise StackError(f"the tests of faults make a cluster of their own; install {' '.join(missing)}")
    folder = Path(tempfile.mkdtemp(prefix="hromada-faults-"))
    with FaultySite(folder, mail, gateways) as processes:
        yield processes
    # What went wrong stands in the logs.
    if not request.session.testsfailed:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def poll(site: FaultySite) -> dict[str, Any]:
    """A running poll, its limits raised as staff are told to before a poll of the whole community."""
    found: dict[str, Any] = site.asked("bench.signing.preparing", "poll")
    return found


@pytest.fixture(scope="session")
def petition(site: FaultySite) -> dict[str, Any]:
    """A petition that collects, and residents who have not signed it, each logged in."""
    found: dict[str, Any] = site.asked("bench.signing.preparing", "residents", str(RESIDENTS))
    return found


@pytest.fixture(scope="session")
def load(site: FaultySite, poll: dict[str, Any], petition: dict[str, Any]) -> Load:
    return Load(site, poll, petition)


@pytest.fixture
def survives(site: FaultySite, load: Load, petition: dict[str, Any]) -> Survive:
    """Strike a fault under load and count everything anew."""

    site.make_whole()

    def run(fault: Fault) -> None:
        survive(fault, site, load, Random(f"{SEED} {fault.name}"), OUTCOMES, petition["petition"])  # noqa: S311 - moments, no secrets

    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if OUTCOMES:
        terminalreporter.write_sep("-", f"faults survived, FAULTS_SEED={SEED}")
        for line in table(OUTCOMES):
            terminalreporter.write_line(line)
