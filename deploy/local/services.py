"""PostgreSQL and Redis of the stack's own, on loopback, gone with it."""

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from deploy.local.processes import Processes, StackError, program

# What a small server has; durability is production's, so that writing costs what it costs there.
POSTGRES_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
}


def postgres_start(processes: Processes, folder: Path, port: int) -> str:
    """Make a cluster in ``folder`` and serve it; gives back its DATABASE_URL."""
    postgres_make(folder)
    postgres_serve(processes, folder, port)
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def postgres_make(folder: Path) -> None:
    """Make an empty cluster in ``folder``."""
    user = _postgres_user()
    folder.mkdir()
    if user:
        shutil.chown(folder, user)
    making = [program("initdb"), "-D", str(folder), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    done = subprocess.run([*making, "--no-sync"], user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise StackError(f"initdb failed:\n{done.stderr}")


def postgres_serve(processes: Processes, folder: Path, port: int) -> None:
    """Serve the cluster in ``folder``, whether it was stopped in order or not."""
    options = [argument for name, value in POSTGRES_OPTIONS.items() for argument in ("-c", f"{name}={value}")]
    command = [program("postgres"), "-D", str(folder), "-p", str(port), *options]
    # SIGINT is the fast shutdown: it does not wait for sessions to leave.
    processes.start("postgres", command, user=_postgres_user(), cwd=Path("/"), stop_by=signal.SIGINT)
    processes.wait_for_port("postgres", port)


def _postgres_user() -> str | None:
    """PostgreSQL refuses to run as root: then as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def redis_start(processes: Processes, folder: Path, port: int) -> str:
    """Serve a Redis that keeps nothing; gives back its REDIS_URL."""
    folder.mkdir()
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"]
    processes.start("redis", [program("redis-server"), "--port", str(port), *options], cwd=folder)
    processes.wait_for_port("redis", port)
    return f"redis://127.0.0.1:{port}/0"
