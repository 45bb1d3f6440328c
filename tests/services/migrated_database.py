"""The database as migrations leave it: made once in a run, copied for every site that a test starts apart."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql


def migrated_file() -> Path:
    """A migrated SQLite database; made at the first call, whatever engine the tests are on."""
    file = _file()
    if not file.exists():
        _migrate(f"sqlite:///{file}")
    return file


def migrated_name(database_url: str) -> str:
    """The name of a migrated database on the server of ``database_url``; made at the first call."""
    name = _name(database_url)
    if not _on_server(database_url, "SELECT FROM pg_database WHERE datname = %s", parameters=[name]):
        _on_server(database_url, "CREATE DATABASE {}", name)
        _migrate(urlsplit(database_url)._replace(path=f"/{name}").geturl())
    return name


def is_test_database() -> bool:
    """Whether this run has made one: not if all its tests leave the database alone."""
    return Path(str(connection.settings_dict["NAME"])).name.startswith("test")


def keep_migrated(database_url: str) -> None:
    """Spare the making: copy the test database before the first test writes into it."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    if database_url:
        copy_on_server(database_url, name, _name(database_url))
        return
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(_file())) as target:
        source.backup(target)


def forget_migrated(database_url: str) -> None:
    _file().unlink(missing_ok=True)
    if database_url:
        drop_on_server(database_url, _name(database_url))


def copy_on_server(database_url: str, source: str, target: str) -> None:
    drop_on_server(database_url, target)
    _on_server(database_url, "CREATE DATABASE {} TEMPLATE {}", target, source)


def drop_on_server(database_url: str, name: str) -> None:
    _on_server(database_url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _file() -> Path:
    return Path(settings.DATA_DIR) / "migrated.sqlite3"


def _name(database_url: str) -> str:
    return f"migrated_{urlsplit(database_url).path.strip('/')}"


def _migrate(address: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, "DATABASE_URL": address}, check=True)


def _on_server(database_url: str, statement: str, *names: str, parameters: list[str] | None = None) -> int:
    server = urlsplit(database_url)._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as server_connection:
        return server_connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)), parameters).rowcount
