"""Making one archive while the site goes on."""

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from community.backup.archive import ArchiveWriter, archive_check, archive_writer
from community.backup.databases import database_dump, database_file, dump_check, engine
from community.backup.keys import fingerprints
from community.backup.uploads import uploads_add, uploads_check

FORMAT = 1
MANIFEST = "manifest.json"
Say = Callable[[str], None]


def backup_make(path: Path, *, say: Say, verify: bool) -> None:
    """Write ``path``. Uploads go first and what came meanwhile last: whatever the database names is there."""
    uploads_check()
    begun = time.time()
    with archive_writer(path) as archive:
        say("Copying uploads")
        files = uploads_add(archive)
        say(f"{files} files; copying the database")
        _database_add(archive, path.parent, verify=verify)
        late = uploads_add(archive, changed_since=begun)
        say(f"{late} files came meanwhile")
        archive.add_text(MANIFEST, json.dumps(_manifest(), indent=2))
    if verify:
        say("Reading it again")
        archive_check(path)


def _database_add(archive: ArchiveWriter, folder: Path, *, verify: bool) -> None:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as scratch:
        dump = Path(scratch) / database_file()
        database_dump(dump)
        if verify:
            dump_check(dump)
        archive.add(database_file(), dump)


def _manifest() -> dict[str, Any]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "engine": engine(),
        "database": database_file(),
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
        "keys": fingerprints(),
    }
