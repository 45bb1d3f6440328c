"""What every test may ask for, and the honest list of what this machine could not run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from community.accounts.models import User
from community.accounts.roles import ADMINISTRATOR, AUTHOR, EDITOR, OFFICER, Role
from deploy.local.processes import missing_packages
from home.models import HomePage
from news.models import NewsIndexPage
from tests.news.builders import make_home, make_news_index
from tests.services.captcha_server import CaptchaServer
from tests.services.mail_server import MailServer
from tests.services.migrated_database import forget_migrated, is_test_database, keep_migrated
from tests.services.redis_server import RedisServer
from tests.services.site_processes import chromium_path

SignIn = Callable[[Role], Client]

MISSING: list[str] = []
IN_CI = os.environ.get("CI") == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="also the walks of every role, which take an hour")
    parser.addoption("--faults", action="store_true", help="strike faults under load (tests/faults), and nothing else")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Faults take minutes and both processors, so they have a command of their own: ``run.py test --faults``.
    faults = config.getoption("--faults", default=False)
    deselect(config, items, [item for item in items if bool(item.get_closest_marker("faults")) != faults])
    if not config.getoption("--thorough", default=False):
        deselect(config, items, [item for item in items if item.get_closest_marker("thorough")])
    restore_for_tests_that_commit(items)
    if not chromium_path():
        leave_out(items, "browser", "Chromium", "chromium")
    if packages := missing_packages():
        leave_out(items, "stack", "The production stack", " ".join(packages))


def deselect(config: pytest.Config, items: list[pytest.Item], left_out: list[pytest.Item]) -> None:
    """Tests that were not asked for: nothing is missing on this machine."""
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def restore_for_tests_that_commit(items: list[pytest.Item]) -> None:
    """Give each of them the database as migrations left it, whoever emptied it before, and with the same keys.

    Django restores it only for tests that ask; the others get content types made anew, under other keys. Mixed, either
    kind breaks the next test of the other: so all ask.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


def leave_out(items: list[pytest.Item], marker: str, what: str, packages: str) -> None:
    """Tests for which this machine lacks something; the summary says so, and CI fails for it."""
    left_out = [item for item in items if item.get_closest_marker(marker)]
    if left_out:
        MISSING.append(f"{what}: {len(left_out)} tests were not run (install {packages})")
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if terminalreporter.config.getoption("--faults"):
        terminalreporter.write_sep("-", "ran on a PostgreSQL cluster and a Redis of its own")
        return
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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make once in a run what takes long: roles, and migrations, of which sites in other processes get a copy."""
    database_url = os.environ.get("DATABASE_URL", "")
    forget_migrated(database_url)
    with django_db_blocker.unblock():
        if is_test_database():
            keep_migrated(database_url)
            call_command("sync_roles", verbosity=0)
            # What tests that commit are given back.
            vars(connections["default"])["_test_serialized_contents"] = connection.creation.serialize_db_to_string()
    yield
    forget_migrated(database_url)


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


@pytest.fixture
def captcha(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[CaptchaServer]:
    """A captcha service that lets everybody pass, unless told otherwise."""
    server = CaptchaServer(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(server.authority_file))
    settings.RECAPTCHA_DOMAIN = server.domain
    settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "public", "private"
    with server.running():
        yield server


@pytest.fixture
def roles(db: Any) -> None:
    """The groups of staff: in the database from the start of the run, as after every deployment."""


@pytest.fixture
def sign_in(roles: None) -> SignIn:
    """Sign in as somebody of the given role."""

    def sign_in_as(role: Role) -> Client:
        user = User.objects.create_user(f"role{User.objects.count()}", password="kalyna-berizka")
        user.groups.add(Group.objects.get(name=role.name))
        client = Client()
        client.force_login(user)
        return client

    return sign_in_as


@pytest.fixture
def officer(sign_in: SignIn) -> Client:
    return sign_in(OFFICER)


@pytest.fixture
def administrator(sign_in: SignIn) -> Client:
    return sign_in(ADMINISTRATOR)


@pytest.fixture
def editor(sign_in: SignIn) -> Client:
    return sign_in(EDITOR)


@pytest.fixture
def author(sign_in: SignIn) -> Client:
    return sign_in(AUTHOR)


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The front page of a site that has nothing else."""
    return make_home()


@pytest.fixture
def news_index(home_page: HomePage) -> NewsIndexPage:
    return make_news_index(home_page)
