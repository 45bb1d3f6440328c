"""The site as it is really run: processes of its own, on the engine the environment names."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from tests.services.migrated_database import copy_on_server, drop_on_server, migrated_file, migrated_name
from tests.services.ports import free_port
from tests.services.redis_server import RedisServer
from tests.services.sms_gateways import SENDER, TOKEN

ROOT = Path(__file__).resolve().parents[2]


class SiteProcesses:
    """The demo community served for one test session.

    Without ``DATABASE_URL`` it is the embedded default: one process on SQLite. With it, a scratch database on that
    server. ``apart`` (the default with a server): Redis, web, Celery worker and beat are processes of their own.
    """

    def __init__(self, folder: Path, mail_url: str, *, sms_url: str = "", apart: bool = False) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.postgres = os.environ.get("DATABASE_URL", "")
        self.database = f"{urlsplit(self.postgres).path.strip('/')}_journey"
        self.redis = RedisServer() if self.postgres or apart else None
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = self._environment(mail_url) | self._sms_environment(sms_url)

    def __enter__(self) -> Self:
        if self.redis:
            self.redis.start()
        self._database_make()
        self.manage("sync_roles")
        self.manage("load_demo", "--password", "demo-password-1")
        self.start("web", *self._web_arguments())
        if self.redis:
            self.start("follower", "manage.py", "follow_page_changes")
            self.start_worker()
            beat_file = str(self.folder / "beat")
            self.start("beat", "-m", "celery", "-A", "community", "beat", "-s", beat_file, "--loglevel", "WARNING")
        self._wait_until_served()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes.values():
            process.send_signal(signal.SIGTERM)
        for name in list(self._processes):
            self.stop(name)
        if self.redis:
            self.redis.stop()
        if self.postgres:
            drop_on_server(self.postgres, self.database)

    def manage(self, *arguments: str) -> str:
        """Run a management command in the site's environment and give back what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, name: str, *arguments: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def start_worker(self) -> None:
        self.start("worker", "-m", "celery", "-A", "community", "worker", "--concurrency", "2", "--loglevel", "INFO")

    def stop(self, name: str) -> None:
        """Ask a process to end, as an administrator would; after ten seconds insist."""
        process = self._processes.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def _web_arguments(self) -> list[str]:
        return ["manage.py", "serve", "--port", str(self.port), *(["--no-worker"] if self.redis else [])]

    def _environment(self, mail_url: str) -> dict[str, str]:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "community.settings.dev",
            "DATA_DIR": str(self.folder),
            "SITE_URL": self.url,
            "EMAIL_URL": mail_url,
            "PYTHONUNBUFFERED": "1",
        }
        environment.pop("REDIS_URL", None)
        if self.postgres:
            environment["DATABASE_URL"] = self._postgres_url(self.database)
        if self.redis:
            environment["REDIS_URL"] = self.redis.url
        return environment

    def _sms_environment(self, sms_url: str) -> dict[str, str]:
        if not sms_url:
            return {}
        return {
            "SMS_BACKEND": "community.messaging.channels.turbosms.TurboSmsBackend",
            "TURBOSMS_URL": sms_url,
            "TURBOSMS_TOKEN": TOKEN,
            "TURBOSMS_SENDER": SENDER,
        }

    def _wait_until_served(self) -> None:
        for _ in range(150):
            try:
                with urllib.request.urlopen(self.url, timeout=10):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"the site did not start:\n{self.log('web')}")

    def _postgres_url(self, database: str) -> str:
        return urlunsplit(urlsplit(self.postgres)._replace(path=f"/{database}"))

    def _database_make(self) -> None:
        if self.postgres:
            copy_on_server(self.postgres, migrated_name(self.postgres), self.database)
        else:
            shutil.copyfile(migrated_file(), self.folder / "site.sqlite3")


def chromium_path() -> str | None:
    """Where this machine keeps a Chromium, under any of its names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)
