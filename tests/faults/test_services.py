"""Redis and PostgreSQL go away in the middle of everything and come back."""

from random import Random

import psutil
import pytest

from tests.faults.load import Load
from tests.faults.site import WORKERS, FaultySite, is_of_pool
from tests.faults.trial import Fault, Survive, messages_under_way, requests_under_way, was_noticed

pytestmark = pytest.mark.faults


def backends(site: FaultySite) -> list[psutil.Process]:
    """The processes of PostgreSQL that serve somebody."""
    children = psutil.Process(site.processes.pids()["postgres"]).children()
    return [child for child in children if is_of_pool(child) and "127.0.0.1(" in " ".join(child.cmdline())]


def backend_kill(site: FaultySite, random: Random) -> None:
    """kill -9 of one that serves the site: PostgreSQL then ends all of them and recovers from its log."""
    random.choice(backends(site)).kill()


def served_requests(site: FaultySite, load: Load) -> int:
    return min(len(backends(site)), requests_under_way(site, load))


def redis_start(site: FaultySite) -> None:
    """A worker whose broker goes away may end by a mistake of Celery's: then it is started again."""
    site.redis.start()
    site.recover()


def test_redis_is_flushed(survives: Survive) -> None:
    survives(
        Fault(
            name="Redis flushed",
            strike=lambda site, random: site.redis_flush(),
            meets=messages_under_way,
            times=3,
            lasts=1,
        )
    )


def test_redis_is_down(survives: Survive) -> None:
    survives(
        Fault(
            name="Redis down",
            strike=lambda site, random: site.redis.stop(),
            mend=redis_start,
            meets=messages_under_way,
            lasts=6,
        )
    )


def test_postgresql_is_restarted(survives: Survive) -> None:
    survives(
        Fault(
            name="PostgreSQL restarted",
            strike=lambda site, random: site.processes.stop("postgres"),
            mend=lambda site: site.postgres_serve(),
            meets=requests_under_way,
            traces=was_noticed,
            lasts=3,
            extra=WORKERS,
            notices=True,
        )
    )


def test_postgresql_crashes(survives: Survive) -> None:
    survives(
        Fault(
            name="PostgreSQL crashed (kill -9)",
            strike=backend_kill,
            meets=served_requests,
            traces=was_noticed,
            times=2,
            extra=WORKERS,
            notices=True,
        )
    )
