"""A database into a file and back, by the means of its own engine. Sessions stay behind: all sign in anew."""

import gzip
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from typing import IO

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from community.backup.errors import BackupError
from community.settings.env import env

WITHOUT_OWNERS = ["--no-owner", "--no-privileges"]
SESSIONS = "accounts_session"
# Who still works on the site holds locks; an administrator must not wait for them in silence.
EMPTY_POSTGRES = b"SET lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET lock_timeout = 0;\n"
FILES = {"postgresql": "database.dump", "sqlite": "database.sqlite3.gz"}


def engine() -> str:
    return str(connection.vendor)


def database_file() -> str:
    """What a dump of this engine is called inside the archive."""
    return FILES[engine()]


def database_is_empty() -> bool:
    return not connection.introspection.table_names()


def database_dump(target: Path) -> None:
    """One consistent moment, while the site goes on."""
    if engine() == "postgresql":
        _run("pg_dump", ["--format=custom", *WITHOUT_OWNERS, f"--exclude-table-data={SESSIONS}"], target)
        return
    copy = target.with_suffix(".copy")
    try:
        with closing(sqlite3.connect(_sqlite_file())) as source, closing(sqlite3.connect(copy)) as into:
            source.backup(into)
            into.execute("PRAGMA journal_mode=DELETE")
            into.execute("PRAGMA secure_delete=ON")
            into.execute(f"DELETE FROM {SESSIONS}")  # noqa: S608 - a constant
            into.commit()
        with copy.open("rb") as plain, gzip.open(target, "wb") as packed:
            shutil.copyfileobj(plain, packed)
    finally:
        copy.unlink(missing_ok=True)


def dump_check(dump: Path) -> None:
    """Whether the engine itself can read the dump."""
    if engine() == "postgresql":
        _finished(subprocess.run([_program("pg_restore"), "--list", str(dump)], capture_output=True, check=False))
        return
    with tempfile.TemporaryDirectory() as folder:
        _sqlite_unpack(dump, Path(folder) / "copy.sqlite3")


def database_load(dump: Path) -> None:
    """Put the dump in the place of whatever is there: all of it, or nothing and the former stays."""
    connection.close()
    if engine() == "postgresql":
        _postgres_load(dump)
    else:
        _sqlite_load(dump)


def _postgres_load(dump: Path) -> None:
    # psql, since only so emptying and filling are one transaction.
    parameters = ["--single-transaction", "--set=ON_ERROR_STOP=1", "--quiet", "--no-psqlrc"]
    command, environment = _command("psql", parameters)
    with tempfile.TemporaryFile() as said:
        psql = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said)
        assert psql.stdin  # noqa: S101 - it was asked for
        try:
            _feed(psql.stdin, dump)
        except BaseException:
            # The end of its input would have it keep half a database.
            psql.kill()
            psql.wait()
            raise
        psql.stdin.close()
        if psql.wait():
            said.seek(0)
            raise BackupError(f"PostgreSQL refused, nothing was changed: {_last_line(said.read())}")


def _feed(psql: IO[bytes], dump: Path) -> None:
    try:
        psql.write(EMPTY_POSTGRES)
        psql.flush()
    except BrokenPipeError:
        # It has ended already, and says why.
        return
    reader = [_program("pg_restore"), *WITHOUT_OWNERS, "--file=-", str(dump)]
    done = subprocess.run(reader, stdout=psql, stderr=subprocess.PIPE, check=False)
    # A negative code: psql hung up, and says why.
    if done.returncode > 0:
        raise BackupError(f"The dump cannot be read, nothing was changed: {_last_line(done.stderr)}")


def _sqlite_load(dump: Path) -> None:
    target = _sqlite_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / "copy.sqlite3"
        _sqlite_unpack(dump, copy)
        # By SQLite itself and not by moving files: a process that has the old one open sees the new one.
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(target, timeout=20)) as into:
            source.backup(into)


def _sqlite_unpack(dump: Path, copy: Path) -> None:
    try:
        with gzip.open(dump, "rb") as packed, copy.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        with closing(sqlite3.connect(copy)) as database:
            # They use functions that only Django gives to its connections, and were kept when each row was written.
            database.execute("PRAGMA ignore_check_constraints=ON")
            (said,) = database.execute("PRAGMA integrity_check").fetchone()
    except (OSError, EOFError, sqlite3.DatabaseError) as error:
        raise BackupError(f"The copy of the database cannot be read: {error}") from error
    if said != "ok":
        raise BackupError(f"The copy of the database is damaged: {said}")


def _sqlite_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _run(program: str, parameters: list[str], target: Path) -> None:
    command, environment = _command(program, [*parameters, f"--file={target}"])
    _finished(subprocess.run(command, env=environment, capture_output=True, check=False))


def _command(program: str, parameters: list[str]) -> tuple[list[str], dict[str, str] | None]:
    """Host, user and password as Django hands them to psql, which the sister programs read alike."""
    arguments, extra = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, parameters)
    return [_program(program), *arguments[1:]], {**env.ENVIRON, **(extra or {})}


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise BackupError(f"{name} is missing; on Debian or Ubuntu run: sudo apt install postgresql-client")
    return found


def _finished(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode:
        raise BackupError(f"{Path(str(done.args[0])).name}: {_last_line(done.stderr)}")


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines() or ["no reason given"]
    return next(
        (line for line in lines if "ERROR" in line or "error" in line), lines[-1] if lines else "no reason given"
    )
