"""How fast a register leaves as CSV and JSON, against what the database itself can do, in one run.

Run from the repository: ``.venv/bin/python -m bench.exports --rows 1000000``. It makes a database of its own beside the
one of ``DATABASE_URL`` and drops it. The measure is PostgreSQL's ``COPY`` of the same columns, on SQLite ``csv.writer``
over a bare cursor.
"""

import argparse
import csv
import os
import resource
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import islice
from time import perf_counter

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from community.core.exports.delimited import csv_stream
from community.core.exports.notation import json_stream
from community.core.exports.sheets import Book, Sheet
from community.core.exports.sources import export_source

QUERY = (
    "SELECT p.question, v.email, v.state, v.created_at, v.confirmed_at FROM engagement_vote v "
    "JOIN engagement_poll p ON p.id = v.poll_id ORDER BY v.created_at DESC, v.id DESC"
)
UUID = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}
FILL = """
INSERT INTO engagement_vote (reference, poll_id, voter_key, email, network, domain, settlement, state, flag_reason,
    invalidated_from, letters_sent, token_hash, code_hash, code_attempts, expires_at, created_at, confirmed_at, receipt,
    receipt_hash)
WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < %(rows)s)
SELECT {uuid}, %(poll)s, 'key' || n, 'resident' || n || '@ukr.net', '', 'ukr.net', '', 'confirmed', '', '', 1,
    'token' || n, 'code', 0, %(now)s, %(now)s, %(now)s, 'R' || n, 'hash' || n
FROM series
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.test")
    django.setup()
    own, original = f"bench_{os.getpid()}", connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = own if connection.vendor == "postgresql" else f"{original}.{own}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        fill(rows)
        measure(rows)
    finally:
        connection.creation.destroy_test_db(original, verbosity=0)


def fill(rows: int) -> None:
    """Cast the votes inside the database: Python's memory stays as it was."""
    now = timezone.now()
    polls = apps.get_model("engagement", "Poll").objects
    poll = polls.create(question="Де ставити лавки?", opens_at=now, closes_at=now + timedelta(days=7), live=True)
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(uuid=UUID[connection.vendor]), {"rows": rows, "poll": poll.pk, "now": now})


def measure(rows: int) -> None:
    person = get_user_model()(is_superuser=True)
    plain_seconds, plain_size = timed(plain)
    print(f"{rows} votes on {connection.vendor}; the database itself: {plain_seconds:.1f} s, {plain_size / 1e6:.0f} MB")
    for name in ("csv", "json"):
        timed(partial(streamed, name, person, rows // 100))
        before = peak()
        seconds, size = timed(partial(streamed, name, person, rows))
        print(
            f"{name.upper()}: {seconds:.1f} s (×{seconds / plain_seconds:.1f}), {rows / seconds:.0f} rows a second, "
            f"{size / 1e6:.0f} MB; peak of memory {peak():.0f} MiB, {peak() - before:.1f} above a hundredth of the rows"
        )


def streamed(file_format: str, person: object, rows: int) -> int:
    """Bytes of the register of participation, as its buttons send it."""
    [sheet] = export_source("register:registers/participation").export(person, {"query": ""}).book().sheets
    sheet = Sheet(sheet.title, sheet.headings, islice(sheet.rows, rows))
    return sum(map(len, csv_stream(sheet) if file_format == "csv" else json_stream(Book.of(sheet))))


def plain() -> int:
    """Bytes of the same columns without this project's code."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.connection.cursor() as cursor, cursor.copy(f"COPY ({QUERY}) TO STDOUT (FORMAT csv)") as copy:
            return sum(map(len, copy))
    counter = Counter()
    csv.writer(counter).writerows(connection.connection.execute(QUERY))
    return counter.size


class Counter:
    """A file that only knows how long it is."""

    size = 0

    def write(self, text: str) -> None:
        self.size += len(text.encode())


def timed(action: Callable[[], int]) -> tuple[float, int]:
    started = perf_counter()
    size = action()
    return perf_counter() - started, size


def peak() -> float:
    """The most memory the process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
