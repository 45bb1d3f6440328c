"""How fast and in how much memory a register of votes leaves, against what the database itself can do, in one run.

Run from the repository: ``python -m bench.exports --rows 1000000``. It makes a database of its own beside the one of
``DATABASE_URL`` and drops it. The measure is PostgreSQL's ``COPY`` of the same columns, on SQLite ``csv.writer`` over a
bare cursor. Each file is made in a process of its own, whose memory is compared with what it had before.
"""

import argparse
import csv
import os
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from bench.figures import Figure, results_write

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.test")
django.setup()

from community.core.exports.delimited import csv_stream  # noqa: E402 - after the settings
from community.core.exports.jobs import export_job_enqueue  # noqa: E402 - as above
from community.core.exports.making import export_job_make  # noqa: E402 - as above
from community.core.exports.notation import json_stream  # noqa: E402 - as above
from community.core.exports.sheets import Book  # noqa: E402 - as above
from community.core.exports.sources import export_source  # noqa: E402 - as above
from community.core.models.exports import ExportState  # noqa: E402 - as above

SOURCE = "register:registers/participation"
PARAMS = {"query": ""}
# Times what COPY takes, and megabytes.
GOAL, MEMORY = 10, 150
# Bytes of a row in the tightest of the files.
LEAST = 10
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
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    own, original = f"bench_{os.getpid()}", connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = own if connection.vendor == "postgresql" else f"{original}.{own}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        fill(rows)
        figures = measure(rows)
    finally:
        connection.creation.destroy_test_db(original, verbosity=0)
    print(*figures, sep="\n")
    results_write("export", figures)


def fill(rows: int) -> None:
    """Cast the votes inside the database: Python's memory stays as it was."""
    now = timezone.now()
    get_user_model().objects.create_superuser("bench", "bench@example.org", None)
    polls = apps.get_model("engagement", "Poll").objects
    # Of a poll whose results are seen while it runs, the votes of today are not listed yet.
    poll = polls.create(
        question="Де ставити лавки?",
        opens_at=now,
        closes_at=now + timedelta(days=7),
        live=True,
        results_promise="after_close",
    )
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(uuid=UUID[connection.vendor]), {"rows": rows, "poll": poll.pk, "now": now})


def measure(rows: int) -> list[Figure]:
    """Every way out in turn; of what is quick the best of three, since other programs disturb."""
    copied = min(alone(plain)[0] for _ in range(3))
    whose = "COPY" if connection.vendor == "postgresql" else "csv.writer"
    figures = [Figure(f"{whose} of {rows} votes", copied, "s")]
    for name, make, goal in (("CSV", csv_made, GOAL), ("JSON", json_made, None), ("XLSX, by a job", xlsx_made, None)):
        taken = [alone(make) for _ in range(1 if make is xlsx_made else 3)]
        seconds, memory = min(seconds for seconds, _memory in taken), max(memory for _seconds, memory in taken)
        figures += [
            Figure(f"{name}: {rows} votes", seconds, "s", whose, copied, goal=goal, at_most=True),
            Figure(f"{name}: memory above idle, peak", memory, "MB", goal=MEMORY, at_most=True),
        ]
    return figures


def alone(make: Callable[[], int]) -> tuple[float, float]:
    """Seconds, and megabytes of memory above what the process had, of ``make`` in a child of its own."""
    connection.close()
    receiving, sending = Pipe(duplex=False)
    child = get_context("fork").Process(target=child_run, args=(make, sending))
    child.start()
    sending.close()
    try:
        seconds, memory = receiving.recv()
    finally:
        child.join()
    return seconds, memory


def child_run(make: Callable[[], int], sending: Connection) -> None:
    """What the site has loaded anyway, and a connection, are idle memory."""
    export_source(SOURCE)
    connection.ensure_connection()
    # The peak begins anew: proc(5).
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    idle, begun = peak(), perf_counter()
    size = make()
    if size < LEAST * rows_there():
        raise SystemExit(f"{make.__name__}: {size} bytes are not the whole register")
    sending.send((perf_counter() - begun, peak() - idle))


def rows_there() -> int:
    return apps.get_model("engagement", "Vote").objects.count()


def csv_made() -> int:
    """Bytes of the register of participation, as its button sends it."""
    [sheet] = book().sheets
    return sum(map(len, csv_stream(sheet)))


def json_made() -> int:
    return sum(map(len, json_stream(book())))


def xlsx_made() -> int:
    """The whole way of a large workbook: the row of the job, the file, its parts in the database."""
    person = get_user_model().objects.get(username="bench")
    source = export_source(SOURCE)
    job, _is_new = export_job_enqueue(user=person, source=source, params=PARAMS, export=source.export(person, PARAMS))
    export_job_make(job_id=job.pk, attempts=0)
    job.refresh_from_db()
    if job.state != ExportState.READY:
        raise SystemExit(f"The workbook was not made: {job.state} {job.last_error}")
    return job.size


def book() -> Book:
    """The register, whole, as somebody sees it who may see everything."""
    return export_source(SOURCE).export(get_user_model()(is_superuser=True), PARAMS).book()


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


def peak() -> float:
    """The most memory the process has had since it was last asked to forget, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


if __name__ == "__main__":
    main()
