"""Beat on a machine whose clock is set right."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from celery import Celery

from community.beat import Scheduler

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
TASK = "tests.nothing"
sent: list[str] = []


class Noting(Scheduler):
    """Notes what it would send."""

    def apply_async(self, entry: Any, producer: Any = None, advance: bool = True, **kwargs: Any) -> None:
        sent.append(entry.name)


def scheduler() -> Scheduler:
    app = Celery("tests", set_as_current=False)
    app.conf.beat_schedule = {name: {"task": TASK, "schedule": 30.0} for name in ("one", "other")}
    return Noting(app=app)


def run_for(made: Scheduler, seconds: int, clock: time_machine.Traveller) -> list[str]:
    """What is sent in so many seconds; a look at the clock each second."""
    sent.clear()
    for _ in range(seconds):
        while made.tick() == 0:
            pass
        clock.shift(timedelta(seconds=1))
    return sorted(sent)


def test_a_clock_set_back_by_an_hour_holds_up_nothing() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        made = scheduler()
        run_for(made, 61, clock)
        clock.shift(timedelta(hours=-1))
        assert run_for(made, 61, clock).count("one") == 2
        assert sent.count("other") == 2
