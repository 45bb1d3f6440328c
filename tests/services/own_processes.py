"""Python modules run as processes of their own on the test's database: each says ``ready``, waits for a line, works."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

Process = subprocess.Popen[str]


def database_url() -> str:
    """The test database as a process of its own finds it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


@contextmanager
def processes(module: str, *commands: list[str]) -> Iterator[list[Process]]:
    """Start ``module`` once for each command; all are ready when the block begins and gone when it ends."""
    environment = {**os.environ, "DATABASE_URL": database_url(), "LOG_LEVEL": "ERROR"}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", module, *command],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    try:
        assert [line_of(process) for process in started] == ["ready"] * len(started)
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


def line_of(process: Process) -> str:
    """The next line the process says."""
    assert process.stdout
    return process.stdout.readline().strip()


def go(process: Process) -> None:
    """Let a process that is ready begin."""
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def run_together(module: str, *commands: list[str]) -> list[str]:
    """Start all, let them begin at once, and return what each says at its end."""
    with processes(module, *commands) as started:
        for process in started:
            go(process)
        return [line_of(process) for process in started]


def counted(answers: list[str]) -> dict[str, int]:
    """``name=number`` words of all answers, added up."""
    sums: dict[str, int] = {}
    for word in " ".join(answers).split():
        name, _equals, number = word.partition("=")
        sums[name] = sums.get(name, 0) + int(number)
    return sums
