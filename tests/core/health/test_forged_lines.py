"""Whatever somebody types, the log keeps one line for one event, and no line that nobody wrote."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from community.settings.watching import LOGGING

FORGED = "2026-01-01 00:00:00,000 INFO community.security: signed in: account 1"
ENDS = ("\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029")
CURSOR = ("\x1b[2J\x1b[1;1H", "\x9b2J", "\x08" * 40, "\u202e", "\x00")
INPUTS = [f"x{end}{FORGED}" for end in ENDS] + [f"x{sign}y" for sign in CURSOR]


class Log:
    """The handlers of the settings, writing here."""

    def __init__(self, formatter: str) -> None:
        config = deepcopy(LOGGING["formatters"][formatter])
        kind: Any = logging.config.DictConfigurator({"version": 1}).resolve(config.pop("()"))
        names = {"format": "fmt"}
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(kind(**{names.get(name, name): value for name, value in config.items()}))

    def lines(self) -> list[str]:
        return self.stream.getvalue().splitlines()


@pytest.fixture(params=["line", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    written = Log(request.param)
    logging.getLogger().addHandler(written.handler)
    yield written
    logging.getLogger().removeHandler(written.handler)


def assert_whole(log: Log, events: int) -> None:
    """A line an event, none begun by somebody else, and nothing that a terminal obeys."""
    lines = [line for line in log.lines() if not line.startswith("    ")]
    assert len(lines) == events, lines
    assert not any(line.startswith(FORGED) for line in log.lines())
    assert all(sign.isprintable() or sign == "\n" for sign in log.stream.getvalue())


@pytest.mark.parametrize("typed", INPUTS, ids=ascii)
def test_a_message_is_one_line(log: Log, typed: str) -> None:
    logger = logging.getLogger("tests.forged")
    logger.warning("Said by a name: %s", typed)
    logger.warning(typed)
    assert_whole(log, 2)


@pytest.mark.parametrize("typed", INPUTS, ids=ascii)
def test_an_error_does_not_begin_a_line_by_its_text(log: Log, typed: str) -> None:
    logging.getLogger("tests.forged").error("It failed", exc_info=(ValueError, ValueError(typed), None))
    assert_whole(log, 1)
    assert "ValueError" in log.stream.getvalue()


@pytest.mark.parametrize("typed", INPUTS, ids=ascii)
def test_an_address_and_headers_forge_nothing(log: Log, typed: str, home_page: Any) -> None:
    """Of a page that is not there, a refused token and a host that is not ours: what Django itself writes."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    sent = {"User-Agent": typed, "Referer": typed}
    client.get("/" + typed, headers=sent)
    client.post("/kabinet/vkhid/", {"login": typed, "password": typed}, headers=sent)
    client.get("/", headers={**sent, "Host": typed})
    assert len(log.lines()) >= 2
    assert_whole(log, len([line for line in log.lines() if not line.startswith("    ")]))
    assert not [line for line in log.lines() if "signed in" in line and "community.security:" in line[:80]]


@pytest.mark.parametrize("typed", INPUTS, ids=ascii)
def test_a_sign_in_forges_nothing(log: Log, typed: str, home_page: Any) -> None:
    Client(headers={"User-Agent": typed}).post("/kabinet/vkhid/", {"login": f"{typed}@example.com", "password": typed})
    lines = [line for line in log.lines() if "community.security" in line]
    assert len(lines) <= 1
    assert_whole(log, len(log.lines()))


def test_json_lines_are_read_back_as_they_were() -> None:
    log = Log("json")
    record = logging.LogRecord("a", logging.INFO, "", 0, "%s", ("x\n\x9b\u2028«є»",), None)
    log.handler.emit(record)
    (line,) = log.lines()
    assert json.loads(line)["message"] == "x\n\x9b\u2028«є»"


def test_every_handler_of_the_settings_that_writes_lines_uses_one_of_these() -> None:
    for name, handler in settings.LOGGING["handlers"].items():
        assert handler.get("formatter") in {"line", "json"} or name == "errors"
    assert {entry["()"] for entry in settings.LOGGING["formatters"].values()} == {
        "community.core.health.logs.LineFormatter",
        "community.core.health.logs.JsonFormatter",
    }
