"""Processes that the stack starts, each with a log of its own, and stops in order."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

# Where Debian keeps what is no command for everybody.
ELSEWHERE = ("/usr/sbin", "/usr/local/sbin", *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True))
PACKAGES = {
    "nginx": "nginx-light",
    "initdb": "postgresql",
    "postgres": "postgresql",
    "redis-server": "redis-server",
    "systemd-analyze": "systemd",
}


class StackError(RuntimeError):
    """The stack cannot start; the text says what would help."""


def program(name: str) -> str:
    """The full path of an installed program. Raises :class:`StackError` naming its package."""
    path = shutil.which(name) or shutil.which(name, path=os.pathsep.join(ELSEWHERE))
    if not path:
        raise StackError(f"{name} is not installed; on Debian or Ubuntu run: sudo apt install {PACKAGES[name]}")
    return path


def missing_packages(names: Sequence[str] = tuple(PACKAGES)) -> list[str]:
    """The Debian packages of the programs in ``names`` that this machine does not have."""
    everywhere = os.pathsep.join([os.environ.get("PATH", os.defpath), *ELSEWHERE])
    return sorted({PACKAGES[name] for name in names if not shutil.which(name, path=everywhere)})


def free_ports(count: int) -> list[int]:
    """Different ports of loopback that nothing listens on at this moment."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Ask again and again. Raises :class:`StackError` naming ``what`` did not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise StackError(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(0.05)


def listens(port: int) -> bool:
    """Whether something accepts connections on a port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Processes:
    """What was started, in order. Each leads a session of its own, so that Ctrl+C stops only who stops them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._running: dict[str, tuple[subprocess.Popen[bytes], signal.Signals]] = {}

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
        cwd: Path | None = None,
        stop_by: signal.Signals = signal.SIGTERM,
    ) -> subprocess.Popen[bytes]:
        """Start ``command``; what it says goes to ``NAME.log``."""
        with self.log(name).open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=cwd,
                env=environment,
                user=user,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._running[name] = process, stop_by
        return process

    def wait_for_port(self, name: str, port: int, seconds: float = 60) -> None:
        """Until ``name`` listens; its last words are the error if it ends instead."""
        process, _ = self._running[name]

        def ready_or_over() -> bool:
            return process.poll() is not None or listens(port)

        wait_until(ready_or_over, f"{name} on port {port}", seconds)
        if process.poll() is not None:
            raise StackError(f"{name} did not start:\n{self.tail(name)}")

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def tail(self, name: str, lines: int = 20) -> str:
        text = self.log(name).read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def pids(self) -> dict[str, int]:
        return {name: process.pid for name, (process, _) in list(self._running.items())}

    def over(self) -> list[str]:
        """The names of those that have ended by themselves."""
        return [name for name, (process, _) in list(self._running.items()) if process.poll() is not None]

    def stop(self, name: str, seconds: float = 15) -> None:
        """Ask a process to end; whatever of its session is left after ``seconds`` is killed."""
        process, stop_by = self._running.pop(name)
        if process.poll() is None:
            process.send_signal(stop_by)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self._kill_session(process)

    def stop_all(self) -> None:
        """Last started, first stopped."""
        for name in reversed(list(self._running)):
            self.stop(name)

    @staticmethod
    def _kill_session(process: subprocess.Popen[bytes]) -> None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        process.wait()
