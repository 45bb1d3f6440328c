"""Looking at the site from beside its worker and its clock, which therefore may be what is broken."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections

from community.core.health.alarms import alarms_send
from community.core.health.registry import Report, health_look

# Seconds between two looks. Whatever heals from one to the next needs nobody.
PAUSE = 60.0


class Watch:
    """Alarms about what was wrong in two looks one after the other."""

    def __init__(self) -> None:
        self._before: set[str] = set()

    def look(self) -> list[str]:
        """Look once; gives back the checks that letters were sent about."""
        failing = health_look().failing
        lasting = {check: finding for check, finding in failing.items() if check.name in self._before}
        self._before = {check.name for check in failing}
        return alarms_send(Report(lasting))


def watch(stop: threading.Event, pause: float = PAUSE) -> None:
    """Look again and again until ``stop``."""
    look = Watch()
    while not stop.wait(pause):
        close_old_connections()
        look.look()


@contextmanager
def watching() -> Iterator[None]:
    """Watch in a thread of this process for the length of the block."""
    stop = threading.Event()
    thread = threading.Thread(target=watch, args=(stop,), name="watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
