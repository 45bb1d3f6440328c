"""The stack as a context manager: what production runs, on ports of loopback, gone when the block ends."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from deploy.local.app_servers import APP_SERVERS, APPLICATION
from deploy.local.letters import Letters
from deploy.local.processes import Processes, StackError, free_ports, missing_packages
from deploy.local.services import postgres_start, redis_start
from deploy.local.web import certificate_make, nginx_configure, nginx_start

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Options:
    """How the stack differs from the usual one."""

    # demo, or none: an empty site.
    content: str = "demo"
    password: str = ""
    # A server of the machine instead of one of the stack's own; the database must be the stack's to fill.
    database_url: str = ""
    redis_url: str = ""
    app_server: str = "granian"
    app_workers: int = os.cpu_count() or 2
    worker_processes: int = 2
    # Believe X-Forwarded-For of loopback: one load generator stands for many networks.
    trust_loopback: bool = False
    # What is added to nginx's http block, given the stack's folder.
    nginx_more: Callable[[Path], str] = lambda folder: ""
    # What plain HTTP answers: the site, which is measured so, or a redirect, as in production.
    http_answer: str = "site"
    http_port: int = 0
    https_port: int = 0


class Stack:
    """nginx, app server, Celery worker and beat, follower of page changes, PostgreSQL, Redis, and a mail server.

    ``base_url`` speaks TLS under ``authority``, ``plain_url`` is the same site without it, and ``environment`` is what
    ``manage.py`` needs. Everything listens on 127.0.0.1; TLS is for who asks for localhost by name.
    """

    def __init__(self, options: Options | None = None, *, say: Callable[[str], None] = lambda text: None) -> None:
        self.options = options or Options()
        self._say = say
        ports = free_ports(6)
        self.http_port = self.options.http_port or ports[0]
        self.https_port = self.options.https_port or ports[1]
        self.app_port, self._smtp_port, self._postgres_port, self._redis_port = ports[2:]
        self.base_url = f"https://localhost:{self.https_port}"
        self.plain_url = f"http://localhost:{self.http_port}"
        self.app_url = f"http://127.0.0.1:{self.app_port}"

    def __enter__(self) -> Self:
        self._refuse_missing_programs()
        self.folder = Path(tempfile.mkdtemp(prefix="hromada-stack-"))
        # PostgreSQL is another user where this one is root.
        self.folder.chmod(0o711)
        self.processes = Processes(self.folder)
        self.data = self.folder / "data"
        self.letters = Letters(self.folder / "letters")
        end_on_sigterm()
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def manage(self, *arguments: str) -> str:
        """Run a management command of the stack's site and give back what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise StackError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def app_start(
        self, name: str = "app", *, server: str = "", application: str = APPLICATION, **environment: str
    ) -> str:
        """Start an app server, perhaps another beside the stack's own, with other settings; gives back its address."""
        port = self.app_port if name == "app" else free_ports(1)[0]
        command = APP_SERVERS[server or self.options.app_server](application, port, self.options.app_workers)
        self.processes.start(name, command, environment=self.environment | environment, cwd=ROOT)
        self.processes.wait_for_port(name, port)
        return f"http://127.0.0.1:{port}"

    def _start(self) -> None:
        self.data.mkdir()
        self._say("PostgreSQL, Redis, a mail server")
        self.letters.folder.mkdir()
        sink = [sys.executable, "-m", "deploy.local.letters", str(self._smtp_port), str(self.letters.folder)]
        self.processes.start("smtp", sink, cwd=ROOT)
        database = self.options.database_url or postgres_start(
            self.processes, self.folder / "postgres", self._postgres_port
        )
        redis = self.options.redis_url or redis_start(self.processes, self.folder / "redis", self._redis_port)
        self.environment = self._environment(database, redis)
        self._say("Database, static files")
        self._prepare()
        self._say("App server, worker, beat, nginx")
        self.app_start()
        self._start_background()
        self.processes.wait_for_port("smtp", self._smtp_port)
        self._start_nginx()

    def _prepare(self) -> None:
        self.manage("prepare")
        if self.options.content == "demo":
            self._say("The demo community")
            self.manage("load_demo", "--password", self.options.password)

    def _start_background(self) -> None:
        celery = [sys.executable, "-m", "celery", "-A", "community"]
        count = str(self.options.worker_processes)
        self._start_python("worker", [*celery, "worker", "--concurrency", count, "--loglevel", "INFO"])
        schedule = str(self.folder / "beat-schedule")
        self._start_python("beat", [*celery, "beat", "--schedule", schedule, "--loglevel", "WARNING"])
        if follower_exists():
            self._start_python("pages", [sys.executable, "manage.py", "follow_page_changes"])

    def _start_python(self, name: str, command: list[str]) -> None:
        self.processes.start(name, command, environment=self.environment, cwd=ROOT)

    def _start_nginx(self) -> None:
        folder = self.folder / "nginx"
        folder.mkdir()
        self.authority = certificate_make(folder)
        values = {
            "SERVER_NAMES": "localhost 127.0.0.1",
            "TLS_CERTIFICATE": str(folder / "certificate.pem"),
            "TLS_KEY": str(folder / "key.pem"),
            "DATA_DIR": str(self.data),
            "HTTP_LISTEN": f"127.0.0.1:{self.http_port}",
            "HTTPS_LISTEN": f"127.0.0.1:{self.https_port}",
            "HTTP_ANSWER": self.options.http_answer,
            "APP_SERVERS": f"server 127.0.0.1:{self.app_port};",
            "PICTURE_CACHE": str(folder / "pictures"),
            "ACCESS_LOG": f"{self.folder}/access.log hromada buffer=64k flush=5s",
            "TRUSTED_PROXIES": "set_real_ip_from 127.0.0.1;" if self.options.trust_loopback else "",
        }
        main = nginx_configure(folder, values, more=self.options.nginx_more(self.folder))
        nginx_start(self.processes, main, self.https_port)

    def _environment(self, database: str, redis: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "community.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATA_KEYS": f"stack:{secrets.token_urlsafe(50)}",
            "VOTER_KEY_SECRET": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SITE_URL": self.base_url,
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "EMAIL_URL": f"smtp://127.0.0.1:{self._smtp_port}",
            "DEFAULT_FROM_EMAIL": "hromada@localhost.example",
            "SMS_BACKEND": "community.messaging.channels.sms.FileBackend",
            "CAPTCHA": "off",
            "TRUSTED_PROXY_COUNT": "1",
            "DATA_DIR": str(self.data),
            # The same site is measured without TLS.
            "SECURE_SSL_REDIRECT": "false",
            "PYTHONUNBUFFERED": "1",
        }

    def _refuse_missing_programs(self) -> None:
        wanted = ["nginx"]
        wanted += [] if self.options.database_url else ["initdb", "postgres"]
        wanted += [] if self.options.redis_url else ["redis-server"]
        if packages := missing_packages(wanted):
            raise StackError(f"not installed; on Debian or Ubuntu run: sudo apt install {' '.join(packages)}")

    def _stop(self) -> None:
        self.processes.stop_all()
        shutil.rmtree(self.folder, ignore_errors=True)


def follower_exists() -> bool:
    """Whether this version of the site has pages in files to keep fresh."""
    return any(ROOT.glob("community/**/management/commands/follow_page_changes.py"))


def end_on_sigterm() -> None:
    """Have SIGTERM end this process in order, as Ctrl+C does, so that nothing stays behind."""
    if threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:

        def end(number: int, frame: FrameType | None) -> None:
            sys.exit(128 + number)

        signal.signal(signal.SIGTERM, end)
