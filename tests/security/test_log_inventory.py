"""The inventory of logs names every handler, logger and event there is, and none that is gone."""

import re
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

from community.accounts.security_events import FAILURES, Event

INVENTORY = Path(__file__).resolve().parents[2] / "docs" / "security" / "logs.md"
# granian and celery bring theirs when they run, and write to the same output.
NOT_OURS = re.compile(r"_?granian|celery\.")
HANDLED = """
import logging
import django
django.setup()
for name, logger in logging.root.manager.loggerDict.items():
    if any(not isinstance(handler, logging.NullHandler) for handler in getattr(logger, "handlers", [])):
        print(name)
"""


def chapter(title: str) -> str:
    _before, _title, rest = INVENTORY.read_text(encoding="utf-8").partition(f"\n## {title}\n")
    return rest.partition("\n## ")[0]


def rows(title: str) -> list[list[str]]:
    """Cells of the table of a chapter, its heading left out."""
    lines = [line for line in chapter(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_handlers_are_those_of_the_settings_and_of_django() -> None:
    assert {name for row in rows("Handlers") for name in names(row[0])} == {
        *settings.LOGGING["handlers"],
        "django.server",
    }
    assert all(len(row) == 6 and all(row) for row in rows("Handlers"))
    said = " ".join(cell for row in rows("Handlers") for cell in row)
    assert all(f"`{name}`" in said for name in settings.LOGGING["formatters"])


def test_loggers_are_those_of_the_settings() -> None:
    assert {names(row[0])[0] for row in rows("Loggers")} == set(settings.LOGGING["loggers"])
    for row in rows("Loggers"):
        level = settings.LOGGING["loggers"][names(row[0])[0]].get("level", "`LOG_LEVEL`")
        assert row[2].startswith(level), row


def test_nobody_else_writes_by_a_handler_of_its_own() -> None:
    """Asked in a process of its own: whoever ran before in this one may have brought loggers along."""
    told = subprocess.run([sys.executable, "-c", HANDLED], capture_output=True, text=True, check=True).stdout
    handled = set(told.split())
    assert "django.request" in handled
    assert {name for name in handled if not NOT_OURS.match(name)} <= {*settings.LOGGING["loggers"], "django.server"}


def test_events_are_those_of_the_code_each_at_its_level() -> None:
    table = {event: level for cell, level in rows("Security events") for event in names(cell)}
    assert table == {event.value: "WARNING" if event in FAILURES else "INFO" for event in Event}


def test_tables_of_the_database_are_there() -> None:
    tables = {model._meta.db_table for model in apps.get_models()}
    named = {name for row in rows("In the database") for name in names(row[1])}
    assert len(named) == 6
    assert named <= tables
