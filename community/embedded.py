"""One process that is the whole site: the web server with Celery's worker and schedule in threads beside it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import celery
from celery.beat import Service
from celery.worker import WorkController, state
from django.conf import settings
from waitress.server import create_server

from community.beat import Scheduler
from community.core.health.watching import watching
from community.core.page_cache.following import follow

THREADS = 8
# Seconds; a beat that slept until its next task would hold up the end of the process.
BEAT_SLEEP = 1


def server_run(application: Any, port: int, *, with_worker: bool, on_ready: Callable[[], None] = lambda: None) -> None:
    """Serve ``application`` on loopback until SIGINT or SIGTERM; then finish what is under way."""
    server = create_server(application, listen=f"127.0.0.1:{port}", threads=THREADS, ident=None)
    signal.signal(signal.SIGTERM, _stop)
    on_ready()
    try:
        if with_worker:
            with worker_running(), following_changes(), watching():
                server.run()
        else:
            server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


@contextmanager
def worker_running() -> Iterator[WorkController]:
    """Run a Celery worker with its beat in threads of this process for the length of the block."""
    worker = WorkController(
        app=celery.current_app,
        pool="solo",
        hostname="embedded@localhost",
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        loglevel="WARNING",
    )
    # The worker's own beat option would fork, and a fork does not share the in-memory broker.
    schedule = Service(celery.current_app, max_interval=BEAT_SLEEP, scheduler_cls=Scheduler)
    threads = [
        threading.Thread(target=worker.start, name="celery-worker", daemon=True),
        threading.Thread(target=schedule.start, name="celery-beat", daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield worker
    finally:
        schedule.stop()
        # Celery's own switch for a worker that is to end after the task it has in hand.
        state.should_stop = os.EX_OK  # type: ignore[assignment]  # the stubs know only its first value
        for thread in threads:
            thread.join(timeout=10)


@contextmanager
def following_changes() -> Iterator[None]:
    """Keep the pages on this machine's disk fresh for the length of the block."""
    stop = threading.Event()
    follower = threading.Thread(target=follow, args=[stop], name="page-changes", daemon=True)
    if settings.PAGE_CACHE:
        follower.start()
    try:
        yield
    finally:
        stop.set()
        if follower.is_alive():
            follower.join(timeout=10)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
