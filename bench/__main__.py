"""``python3 run.py bench NAME``: hands over to the bench of that name, to one after the other for ``all``."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.processes import Processes, StackError, free_ports, missing_packages
from deploy.local.services import postgres_start
from deploy.local.stack import end_on_sigterm

MODULES = {"pages": "bench.pages", "growth": "bench.growth", "signing": "bench.signing", "export": "bench.exports"}
# The others start the whole stack themselves.
ON_A_DATABASE = ("growth", "export")


def main() -> None:
    """Each bench is a process of its own: none begins with what another left in memory."""
    name, *rest = sys.argv[1:] or ["all"]
    names = list(MODULES) if name == "all" else [name]
    if failed := [name for name in names if not finished(name, rest)]:
        sys.exit(f"did not finish: {', '.join(failed)}")


def finished(name: str, arguments: list[str]) -> bool:
    command = [sys.executable, "-m", MODULES[name], *arguments]
    if name not in ON_A_DATABASE or "DATABASE_URL" in os.environ:
        return subprocess.run(command, check=False).returncode == 0
    try:
        with postgres() as url:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode == 0
    except StackError as trouble:
        print(f"{name}: {trouble}", file=sys.stderr)
        return False


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL that is gone afterwards: the figures are those of a server, and nobody's data are near."""
    if packages := missing_packages(["initdb", "postgres"]):
        raise StackError(f"not installed; on Debian or Ubuntu run: sudo apt install {' '.join(packages)}")
    end_on_sigterm()
    with tempfile.TemporaryDirectory(prefix="hromada-bench-", ignore_cleanup_errors=True) as folder:
        # PostgreSQL is another user where this one is root.
        Path(folder).chmod(0o711)
        processes = Processes(Path(folder))
        try:
            yield postgres_start(processes, Path(folder) / "postgres", free_ports(1)[0])
        finally:
            processes.stop_all()


if __name__ == "__main__":
    main()
