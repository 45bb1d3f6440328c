"""Installations of the site, each with a folder, a database and keys of its own, as on another machine."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.services.migrated_database import drop_on_server

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = os.environ.get("DATABASE_URL", "")
ENGINE = "postgresql" if POSTGRES else "sqlite"
RELEASES = ROOT / "tests" / "data" / "releases"


class Installation:
    """One machine with the code and nothing else."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.media = self.folder / "media"
        self.database = f"{urlsplit(POSTGRES).path.strip('/')}_{name}"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "community.settings.dev",
            "DATA_DIR": str(self.folder),
            "SITE_URL": "http://127.0.0.1:8000",
            "LOG_LEVEL": "ERROR",
            "SECRET_KEY": f"the-secret-of-{name}",
            "DATA_KEYS": "2026:moved-along-too",
            "VOTER_KEY_SECRET": "moved-along-with-the-site",
        }
        self.environment.pop("REDIS_URL", None)
        if POSTGRES:
            self.environment["DATABASE_URL"] = urlsplit(POSTGRES)._replace(path=f"/{self.database}").geturl()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def manage(self, *arguments: str) -> str:
        """Run a command that has to succeed; gives back what it said."""
        done = self.run("manage.py", *arguments)
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def refused(self, *arguments: str) -> str:
        """Run a command that has to be refused in words; gives back the words."""
        done = self.run("manage.py", *arguments)
        assert done.returncode != 0, f"{arguments} was not refused: {done.stdout}"
        assert "Traceback" not in done.stderr
        return done.stderr.strip().splitlines()[-1]

    def looked_at(self) -> dict[str, Any]:
        """What its visitors see."""
        done = self.run("-m", "tests.backup.looking")
        assert done.returncode == 0, done.stderr
        seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return seen

    def files(self) -> dict[str, bytes]:
        """Its uploads, byte by byte."""
        return {str(p.relative_to(self.media)): p.read_bytes() for p in self.media.rglob("*") if p.is_file()}

    def database_forget(self) -> None:
        """Lose the database, and have an empty one."""
        if POSTGRES:
            drop_on_server(POSTGRES, self.database)
            server = urlsplit(POSTGRES)._replace(path="/postgres").geturl()
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))
            return
        for file in self.folder.glob("site.sqlite3*"):
            file.unlink()


@contextmanager
def installation(folder: Path, name: str) -> Iterator[Installation]:
    """An empty installation for the length of the block."""
    machine = Installation(folder, name)
    machine.database_forget()
    try:
        yield machine
    finally:
        if POSTGRES:
            drop_on_server(POSTGRES, machine.database)
