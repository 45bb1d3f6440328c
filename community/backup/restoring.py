"""Putting an archive in the place of a site's database and uploads."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from community.backup.archive import archive_check, archive_members, member_content
from community.backup.databases import database_file, database_is_empty, database_load, dump_check, engine
from community.backup.errors import BackupError
from community.backup.keys import KEYS, keys_differing
from community.backup.saving import FORMAT, MANIFEST, Say
from community.backup.uploads import (
    PREFIX,
    upload_put_aside,
    uploads_are_empty,
    uploads_aside_clear,
    uploads_aside_make,
    uploads_check,
    uploads_swap,
)


def backup_check(path: Path) -> dict[str, Any]:
    """Read the whole archive and compare it with its checksums; gives back its manifest."""
    archive_check(path)
    manifest: dict[str, Any] = json.loads(member_content(path, MANIFEST))
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{path.name} is of a form this release does not know")
    return manifest


def backup_restore(path: Path, *, say: Say, replace: bool) -> None:
    """Restore all or nothing of the database, then the uploads; raises ``BackupError`` before anything is changed."""
    uploads_check()
    say("Checking the archive")
    manifest = backup_check(path)
    _refuse_what_does_not_fit(path, manifest)
    if not replace and not (database_is_empty() and uploads_are_empty()):
        raise BackupError("This site is not empty. To lose all of it and get the archive's instead, say --replace")
    uploads_aside_make()
    try:
        with tempfile.TemporaryDirectory(prefix="restore-") as scratch:
            say("Unpacking")
            dump = _unpack(path, Path(scratch))
            dump_check(dump)
            say("Restoring the database")
            database_load(dump)
        say("Restoring uploads")
        uploads_swap()
    finally:
        uploads_aside_clear()
    cache.clear()
    _tell_what_is_left(manifest, say)


def _refuse_what_does_not_fit(path: Path, manifest: dict[str, Any]) -> None:
    if manifest["engine"] != engine():
        raise BackupError(f"{path.name} is of {manifest['engine']}, and DATABASE_URL names {engine()}")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    replaced = {f"{app}.{name}" for old in MigrationLoader(None).disk_migrations.values() for app, name in old.replaces}
    if unknown := sorted(set(manifest["migrations"]) - known - replaced):
        raise BackupError(f"{path.name} was made by a newer release: this one does not know {unknown[0]}")


def _unpack(path: Path, scratch: Path) -> Path:
    dump = scratch / database_file()
    for name, content in archive_members(path):
        if name.startswith(PREFIX):
            upload_put_aside(name, content)
        elif name == dump.name:
            with dump.open("wb") as file:
                shutil.copyfileobj(content, file)
    return dump


def _tell_what_is_left(manifest: dict[str, Any], say: Say) -> None:
    for name in keys_differing(manifest["keys"]):
        say(f"Mind: {name} is another one than the archive's ({KEYS.get(name, 'not known here')})")
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"The archive is older than this release: run manage.py migrate ({len(plan)} steps), then sync_roles")
