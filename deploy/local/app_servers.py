"""How an app server is started: the same arguments as in the systemd units and in the compose file."""

import sys
from collections.abc import Callable

APPLICATION = "community.wsgi:application"
THREADS = 4


def granian(application: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(THREADS), "--no-ws"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "30", application),
    ]


def gunicorn(application: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
        *("--workers", str(workers), "--threads", str(THREADS), application),
    ]


APP_SERVERS: dict[str, Callable[[str, int, int], list[str]]] = {"granian": granian, "gunicorn": gunicorn}
