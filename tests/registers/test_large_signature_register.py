"""Ten thousand signatures on PostgreSQL, a tenth of it on SQLite: light lists, flat and complete exports."""

import csv
import tracemalloc
from io import BytesIO, StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from engagement.models import Signature
from tests.engagement.petitions.builders import NETWORK, published_petition
from tests.services.statistics import gather_statistics

SIGNATURES = "registers_signatures_modeladmin_index"
ROWS = 10_000 if connection.vendor == "postgresql" else 1_000


@pytest.fixture
def many(db: Any) -> None:
    petition = published_petition()
    Signature.objects.bulk_create(
        (
            Signature(
                petition=petition,
                signer_key=uuid4().hex,
                full_name=f"Коваленко Олена {number}",
                settlement="Яснобрід",
                network=NETWORK,
            )
            for number in range(ROWS)
        ),
        batch_size=500,
    )
    gather_statistics(Signature)


def content_of(client: Client, file_format: str) -> bytes:
    return b"".join(client.get(reverse(SIGNATURES), {"export": file_format}))


def test_both_files_hold_every_signature_and_memory_stays_flat(officer: Client, many: None) -> None:
    lines = list(csv.reader(StringIO(content_of(officer, "csv").decode("utf-8-sig"), newline=""), delimiter=";"))
    book = load_workbook(BytesIO(content_of(officer, "xlsx")), read_only=True)
    names = [row[2] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert len(names) == ROWS + 1
    assert [line[2] for line in lines] == names
    for file_format in ("csv", "xlsx"):
        tracemalloc.start()
        try:
            for _piece in officer.get(reverse(SIGNATURES), {"export": file_format}):
                pass
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 12_000_000, file_format


def test_the_last_page_counts_once_and_asks_little(officer: Client, many: None) -> None:
    officer.get(reverse(SIGNATURES))
    with CaptureQueriesContext(connection) as queries:
        page = officer.get(reverse(SIGNATURES), {"p": str(ROWS // 50)}).content.decode()
    assert page.count("Коваленко Олена") == 50
    counts = [query["sql"] for query in queries if query["sql"].startswith("SELECT COUNT(*)")]
    assert len([sql for sql in counts if f'FROM "{Signature._meta.db_table}"' in sql]) == 1
    assert len(queries) < 20
