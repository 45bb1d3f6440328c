"""How an app server is started: the same arguments as in the systemd units and in the compose file."""

import sys
from collections.abc import Callable

APPLICATION = "community.wsgi:application"
THREADS = 4


def granian(port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(THREADS), "--no-ws", APPLICATION),
    ]


def gunicorn(port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
        *("--workers", str(workers), "--threads", str(THREADS), APPLICATION),
    ]


APP_SERVERS: dict[str, Callable[[int, int], list[str]]] = {"granian": granian, "gunicorn": gunicorn}
