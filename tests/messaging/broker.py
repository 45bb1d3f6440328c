"""Points the site's Celery at another broker for one test, and starts a real worker on it."""

import contextlib
import logging
import socket
from collections.abc import Iterator

from celery.contrib.testing.worker import start_worker
from kombu import pools

from community.celery import app


@contextlib.contextmanager
def broker_at(url: str) -> Iterator[None]:
    before = {name: app.conf[name] for name in ("broker_url", "broker_read_url", "broker_write_url")}
    app.conf.update(dict.fromkeys(before, url))
    _forget_connections()
    try:
        yield
    finally:
        app.conf.update(before)
        _forget_connections()


@contextlib.contextmanager
def worker() -> Iterator[None]:
    """A worker in a thread of this process, on the broker of the moment."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        with start_worker(app, perform_ping_check=False, pool="solo", shutdown_timeout=20):
            yield
    finally:
        # A worker takes the log of its process for itself; this process goes on without it.
        root.setLevel(level)
        root.handlers[:] = handlers


@contextlib.contextmanager
def silent_port() -> Iterator[int]:
    """A port that lets everybody in and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(20)
        yield listener.getsockname()[1]


def _forget_connections() -> None:
    pools.reset()
    vars(app).update(_pool=None)
    vars(app.amqp).update(_producer_pool=None)
