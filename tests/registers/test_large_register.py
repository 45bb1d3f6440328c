"""Ten thousand votes on PostgreSQL, a tenth of it on SQLite: the list stays light, the exports flat and complete."""

import csv
import tracemalloc
from datetime import timedelta
from io import BytesIO, StringIO
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from engagement.models import Vote, VoteChoice
from tests.registers.builders import make_poll, make_vote, make_votes, table_rows
from tests.services.statistics import gather_statistics

PARTICIPATION = "registers_participation_modeladmin_index"
CHOICES = "registers_choices_modeladmin_index"
ROWS = 10_000 if connection.vendor == "postgresql" else 1_000


@pytest.fixture
def many(db: Any) -> int:
    poll = make_poll()
    now = timezone.now()
    for day in range(5):
        emails = [f"resident{day}-{number}@ukr.net" for number in range(ROWS // 5)]
        make_votes(poll, emails, "У парку" if day % 2 else "На площі", when=now - timedelta(days=day + 1))
    assert Vote.objects.count() == ROWS
    gather_statistics(Vote, VoteChoice)
    return ROWS


def content_of(client: Client, register: str, file_format: str) -> bytes:
    return b"".join(client.get(reverse(register), {"export": file_format}))


def test_both_files_of_both_registers_hold_every_row(officer: Client, many: int) -> None:
    for register in (PARTICIPATION, CHOICES):
        text = content_of(officer, register, "csv").decode("utf-8-sig")
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
        book = load_workbook(BytesIO(content_of(officer, register, "xlsx")), read_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert len(lines) == len(rows) == many + 1
        assert [line[1] for line in lines] == [row[1] for row in rows]


def test_memory_stays_flat(officer: Client, many: int) -> None:
    for register, file_format in product((PARTICIPATION, CHOICES), ("csv", "xlsx")):
        tracemalloc.start()
        try:
            for _piece in officer.get(reverse(register), {"export": file_format}):
                pass
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 12_000_000, (register, file_format, peak)


def test_a_page_of_a_list_counts_once_and_asks_as_much_for_one_row_as_for_fifty(officer: Client, many: int) -> None:
    for register in (PARTICIPATION, CHOICES):
        officer.get(reverse(register))
        with CaptureQueriesContext(connection) as queries:
            page = officer.get(reverse(register), {"p": str(many // 50)}).content.decode()
        assert len(list(table_rows(page))) == 50
        counts = [query["sql"] for query in queries if query["sql"].startswith("SELECT COUNT(*)")]
        assert len([sql for sql in counts if f'FROM "{Vote._meta.db_table}"' in sql]) == 1
        assert len(queries) <= 20


def test_an_export_of_votes_asks_as_little_for_many_polls_as_for_one(officer: Client, many: int) -> None:
    with CaptureQueriesContext(connection) as one:
        content_of(officer, CHOICES, "csv")
    for number in range(20):
        make_vote(make_poll(f"Опитування {number}?"), "a@ukr.net")
    with CaptureQueriesContext(connection) as all_of_them:
        content_of(officer, CHOICES, "csv")
    assert len(all_of_them) <= len(one) + 6
