"""Production in processes that the tests start, kill and start again, on a PostgreSQL and a Redis of their own."""

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
import psycopg
import redis

from deploy.local.app_servers import APPLICATION, granian
from deploy.local.processes import Processes, free_ports, wait_until
from deploy.local.services import postgres_make, postgres_serve
from tests.faults.mail import BusyMailServer
from tests.services.redis_server import RedisServer
from tests.services.sms_gateways import SENDER, TOKEN, SmsGateways

ROOT = Path(__file__).resolve().parents[2]
CLOCK = Path(__file__).with_name("clock")
WORKERS = 2
# Seconds after which the units of systemd start again what has ended.
RESTART = 2
# Seconds until a pool is whole again, with a busy machine's reserve.
RECOVERS = 60


class FaultySite:
    """The demo community as production runs it; a mail server and an SMS gateway stand beside it."""

    def __init__(self, folder: Path, mail: BusyMailServer, gateways: SmsGateways) -> None:
        # PostgreSQL is another user where this one is root.
        folder.chmod(0o711)
        self.folder, self.mail, self.gateways = folder, mail, gateways
        self.port, self._postgres_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.redis = RedisServer()
        self.processes = Processes(folder)
        self.clock = folder / "clock"
        self.database_url = f"postgres://postgres@127.0.0.1:{self._postgres_port}/postgres"
        self.environment = self._environment()
        self._commands = self._production_commands()
        self._over = threading.Event()
        self._supervisor = threading.Thread(target=self._supervise, name="supervisor")

    def __enter__(self) -> Self:
        try:
            postgres_make(self.folder / "postgres")
            self.postgres_serve()
            self.redis.start()
            self.clock_set(0)
            for command in (["migrate", "-v0"], ["sync_roles", "-v0"], ["load_demo", "--password", "demo-password-1"]):
                self._run(["manage.py", *command])
            # Sizes of the demo's pictures are minutes of work, and nobody looks at them here.
            self.redis_flush()
            for name in self._commands:
                self.start(name)
            self.wait_until_served()
            self._supervisor.start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def asked(self, module: str, *arguments: str) -> Any:
        """What a module answers, in JSON, that runs in the site's own environment."""
        return json.loads(self._run(["-m", module, *arguments]).splitlines()[-1])

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask the database itself, past the site's code."""
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(query, parameters).fetchall()

    def start(self, name: str) -> None:
        self.processes.start(name, [sys.executable, *self._commands[name]], environment=self.environment, cwd=ROOT)

    def kill(self, name: str) -> None:
        """kill -9 of a process and of whatever belongs to it, as systemd cleans up after the main one."""
        main = psutil.Process(self.processes.pids()[name])
        for process in [main, *main.children(recursive=True)]:
            process.kill()

    def recover(self) -> None:
        """Until every process serves again and every pool is whole, by itself or by the supervisor."""
        wait_until(self._is_whole, "the site to recover", RECOVERS)
        self.wait_until_served()

    def make_whole(self) -> None:
        """Start whatever a fault that was not survived has left dead, so that it spoils no other's trial."""
        self.clock_set(0)
        self.gateways.recover()
        self.mail.recover()
        if not self.redis.is_running:
            self.redis.start()
        over = self.processes.over()
        if "postgres" in over or "postgres" not in self.processes.pids():
            self.postgres_serve()
        self.recover()

    def children(self, name: str) -> list[psutil.Process]:
        """The processes of a pool, without those that only clean up after it."""
        try:
            children = psutil.Process(self.processes.pids()[name]).children()
        except (KeyError, psutil.NoSuchProcess):
            return []
        return [child for child in children if is_of_pool(child)]

    def redis_flush(self) -> None:
        redis.Redis.from_url(self.redis.url).flushall()

    def postgres_serve(self) -> None:
        postgres_serve(self.processes, self.folder / "postgres", self._postgres_port)
        wait_until(self._database_answers, "the database")

    def clock_set(self, seconds: int) -> None:
        """Move the clock of every process of the site; that of PostgreSQL stays right."""
        written = self.clock.with_suffix(".new")
        written.write_text(str(seconds))
        written.replace(self.clock)

    def wait_until_served(self) -> None:
        self.processes.wait_for_port("app", self.port)

    def _is_whole(self) -> bool:
        """Whether the web server and the worker have their children, and nothing has ended."""
        if self.processes.over() or not self._commands.keys() <= self.processes.pids().keys():
            return False
        return all(len(self.children(name)) == WORKERS for name in ("app", "worker"))

    def _supervise(self) -> None:
        """What the units of systemd say: whatever ends is started again."""
        while not self._over.wait(0.2):
            for name in set(self.processes.over()) & self._commands.keys():
                time.sleep(RESTART)
                self.processes.stop(name)
                self.start(name)

    def _database_answers(self) -> bool:
        try:
            return self.rows("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    def _run(self, command: list[str]) -> str:
        run = [sys.executable, *command]
        done = subprocess.run(run, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def _stop(self) -> None:
        self._over.set()
        if self._supervisor.is_alive():
            self._supervisor.join()
        self.processes.stop_all()
        self.redis.stop()

    def _production_commands(self) -> dict[str, list[str]]:
        celery = ["-m", "celery", "-A", "community"]
        schedule = str(self.folder / "beat-schedule")
        return {
            "app": granian(APPLICATION, self.port, WORKERS)[1:],
            "worker": [*celery, "worker", "--concurrency", str(WORKERS), "--loglevel", "INFO"],
            "beat": [*celery, "beat", "--schedule", schedule, "--loglevel", "INFO"],
            "pages": ["manage.py", "follow_page_changes"],
        }

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATA_KEYS": f"faults:{secrets.token_urlsafe(50)}",
            "VOTER_KEY_SECRET": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": self.url,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": self.mail.url,
            "DEFAULT_FROM_EMAIL": "hromada@localhost.example",
            "SMS_BACKEND": "community.messaging.channels.turbosms.TurboSmsBackend",
            "TURBOSMS_URL": self.gateways.url,
            "TURBOSMS_TOKEN": TOKEN,
            "TURBOSMS_SENDER": SENDER,
            "CAPTCHA": "off",
            "TRUSTED_PROXY_COUNT": "1",
            # Who uploads a picture has no phone to show a code.
            "STAFF_SECOND_FACTOR_GRACE_DAYS": "1",
            "DATA_DIR": str(self.folder / "data"),
            "SECURE_SSL_REDIRECT": "false",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(CLOCK),
            "FAULTS_CLOCK": str(self.clock),
        }


def is_of_pool(child: psutil.Process) -> bool:
    """Alive, and none that only cleans up after the others."""
    try:
        return child.status() != psutil.STATUS_ZOMBIE and not any("tracker" in word for word in child.cmdline())
    except psutil.NoSuchProcess:
        return False
