"""What every test may ask for, and the honest list of what this machine could not run."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.services.mail_server import MailServer
from tests.services.redis_server import RedisServer
from tests.services.site_processes import chromium_path

MISSING: list[str] = []
IN_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out browser tests where there is no browser; the summary says so, and CI fails for it."""
    if chromium_path():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out:
        MISSING.append(f"Chromium: {len(left_out)} browser tests were not run (install the package chromium)")
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    engine = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    broker = "Redis" if os.environ.get("REDIS_URL") else "the in-memory broker and a Redis from a wheel"
    terminalreporter.write_sep("-", f"ran on {engine} and {broker}")
    for line in MISSING:
        terminalreporter.write_line(f"MISSING  {line}", red=True)
    if engine == "SQLite":
        terminalreporter.write_line("Set DATABASE_URL and REDIS_URL to run on PostgreSQL and a Redis of your own.")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if MISSING and IN_CI:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Limits and counters live in the cache: no test may meet another's."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real Redis: the environment's, or one started from the wheel."""
    if url := os.environ.get("REDIS_URL"):
        yield url
        return
    server = RedisServer()
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A Redis of the test's own, to kill and to start again."""
    server = RedisServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A real SMTP server of the test's own."""
    server = MailServer()
    server.start()
    yield server
    server.stop()
