"""One process that is the whole site: the web server with Celery's worker and schedule in threads beside it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import celery
from celery.beat import EmbeddedService
from celery.worker import WorkController, state
from waitress.server import create_server

THREADS = 8


def server_run(application: Any, port: int, *, with_worker: bool) -> None:
    """Serve ``application`` on loopback until SIGINT or SIGTERM; then finish what is under way."""
    server = create_server(application, listen=f"127.0.0.1:{port}", threads=THREADS, ident=None)
    signal.signal(signal.SIGTERM, _stop)
    try:
        if with_worker:
            with worker_running():
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
    thread = threading.Thread(target=worker.start, name="celery-worker", daemon=True)
    thread.start()
    # The worker's own beat option would fork, and a fork does not share the in-memory broker.
    schedule = EmbeddedService(celery.current_app, thread=True, scheduler_cls="celery.beat:Scheduler")
    schedule.start()
    try:
        yield worker
    finally:
        schedule.stop()
        state.should_stop = 0
        thread.join(timeout=10)
        state.should_stop = None


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
