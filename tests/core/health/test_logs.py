"""The log tells what happened to a request and to the tasks it queued, and nothing about people."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app, shared_task
from celery.contrib.testing.worker import start_worker
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from community.core.health.context import numbered, request_id
from community.core.health.logs import JsonFormatter, RequestIdFilter
from community.core.health.request_ids import request_middleware
from community.core.log_filters import scrubbed
from tests.services.mail_server import wait_until

logger = logging.getLogger("tests.health")
# As PostgreSQL says it.
QUOTED = (
    'duplicate key value violates unique constraint "user_email"\n'
    "DETAIL:  Key (email)=(orysia@yasnobrid.example) already exists."
)


@shared_task
def what_is_done() -> None:
    logger.warning("The task works")


class Log:
    """What was written, a JSON object a line."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(JsonFormatter())
        self.handler.addFilter(RequestIdFilter())

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    written = Log()
    logging.getLogger().addHandler(written.handler)
    yield written
    logging.getLogger().removeHandler(written.handler)


def seen_number(settings: Settings, given: str, *, proxies: int) -> str:
    """What the site calls a request that came with ``given``."""
    settings.TRUSTED_PROXY_COUNT = proxies
    seen: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request_id())
        return HttpResponse()

    response = request_middleware(page)(RequestFactory().get("/", headers={"X-Request-ID": given}))
    assert "X-Request-ID" not in response
    assert request_id() == ""
    return seen[0]


def test_the_number_is_our_proxys_or_made(settings: Settings) -> None:
    given = "6f1c2f0e4c1e4a3e9d0e0a6f7b8c9d0e"
    assert seen_number(settings, given, proxies=1) == given
    assert len(seen_number(settings, given, proxies=0)) == 32
    assert seen_number(settings, given, proxies=0) != given


@pytest.mark.parametrize("forged", ["", "short", "x" * 65, 'a"}{"level":"x', "two words here", "рядок-літер"])
def test_a_number_that_is_none_is_replaced(settings: Settings, forged: str) -> None:
    number = seen_number(settings, forged.encode().decode("latin-1"), proxies=1)
    assert len(number) == 32
    assert number.isalnum()


def test_an_error_is_found_by_its_number(settings: Settings, log: Log) -> None:
    settings.ROOT_URLCONF = "tests.core.health.broken_urls"
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    line = next(line for line in log.lines() if line["logger"] == "django.request")
    assert line["request_id"] == response["X-Request-ID"]
    assert (line["level"], line["status"]) == ("ERROR", 500)
    assert "ZeroDivisionError" in line["error"]


@pytest.mark.django_db(transaction=True)
def test_the_tasks_of_a_request_carry_its_number(log: Log) -> None:
    current_app.set_current()
    with start_worker(current_app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        # A worker sets the log up anew, as Django's settings say.
        logger.addHandler(log.handler)
        with numbered("a-request-of-somebody"):
            what_is_done.delay()
        what_is_done.delay()
        wait_until(lambda: len(log.lines()) == 2, 60, "two lines of two tasks")
    logger.removeHandler(log.handler)
    first, second = log.lines()
    assert first["request_id"] == "a-request-of-somebody"
    assert second["request_id"] not in {"", "a-request-of-somebody"}
    assert first["task"] == second["task"] == what_is_done.name


def test_nothing_about_people_reaches_the_log(log: Log) -> None:
    told = "Nobody at orysia@yasnobrid.example, +380 67 123 45 67 or 0671234567"
    logger.error(told, exc_info=(IntegrityError, IntegrityError(QUOTED), None))
    logger.warning("extra", extra={"request": "orysia@yasnobrid.example"})
    text = log.stream.getvalue()
    assert "IntegrityError" in text
    assert "user_email" in text
    for private in ("orysia", "67123", "67 123"):
        assert private not in text


@pytest.mark.parametrize(
    "line",
    [
        '  File "/srv/hromada/.venv/lib/python3.11/site-packages/django/core/handlers/exception.py", line 55, in inner',
        "Message example 6f1c2f0e-4c1e-4a3e-9d0e-0a6f7b8c9d0e to о•••@example.org failed: SMTP 550",
        "2026-11-29 08:12:45,123 INFO celery.beat: Sending due task polls-seal (engagement.tasks.polls_seal)",
        "Fixed 1234567890 rows in 12.0345 s",
    ],
)
def test_other_lines_stay_whole(line: str) -> None:
    assert scrubbed(line) == line


def test_titles_of_pages_that_nobody_may_see_yet_are_not_logged() -> None:
    """Wagtail tells each save of a page or a petition by its title."""
    assert logging.getLogger("wagtail").getEffectiveLevel() == logging.WARNING
