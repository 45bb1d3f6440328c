"""Production refuses to start half-configured; the embedded default needs nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django_recaptcha.constants import TEST_PRIVATE_KEY, TEST_PUBLIC_KEY

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "a-secret-of-fifty-characters-and-more-0123456789-abcdefghij",
    "VOTER_KEY_SECRET": "another-secret-of-fifty-characters-and-more-0123456789",
    "DATA_KEYS": "2026:a-third-secret-of-fifty-characters-and-more-0123456789",
    "ALLOWED_HOSTS": "hromada.example",
    "SITE_URL": "https://hromada.example",
    "DATABASE_URL": "postgres://site@127.0.0.1/site",
    "REDIS_URL": "redis://127.0.0.1:6379/15",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "DEFAULT_FROM_EMAIL": "hromada@hromada.example",
    "SMS_BACKEND": "community.messaging.channels.sms.FileBackend",
    "CAPTCHA": "off",
    "TRUSTED_PROXY_COUNT": "1",
}


def check(settings: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """The settings read (and ``manage.py check`` run, if told how) in an environment that holds nothing else."""
    clean = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    reading = ["-c", f"import community.settings.{settings}"]
    return subprocess.run(
        [sys.executable, *(["manage.py", "check", *arguments] if arguments else reading)],
        cwd=ROOT,
        env={**clean, "DJANGO_SETTINGS_MODULE": f"community.settings.{settings}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_all_it_needs(tmp_path: Path) -> None:
    done = check("production", {**COMPLETE, "DATA_DIR": str(tmp_path)}, "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_production_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    done = check("production", {**COMPLETE, name: " ", "DATA_DIR": str(tmp_path)})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


def test_production_names_all_that_is_missing_at_once(tmp_path: Path) -> None:
    done = check("production", {"DATA_DIR": str(tmp_path)})
    assert all(name in done.stderr.splitlines()[-1] for name in COMPLETE)


def test_production_refuses_a_captcha_mode_without_keys(tmp_path: Path) -> None:
    done = check("production", {**COMPLETE, "CAPTCHA": "suspicion", "DATA_DIR": str(tmp_path)})
    assert done.returncode != 0
    assert "RECAPTCHA_PUBLIC_KEY" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["RECAPTCHA_PUBLIC_KEY", "RECAPTCHA_PRIVATE_KEY"])
def test_production_refuses_the_published_test_keys_of_the_captcha(name: str, tmp_path: Path) -> None:
    ours = {"RECAPTCHA_PUBLIC_KEY": "a-key-of-ours", "RECAPTCHA_PRIVATE_KEY": "another-key-of-ours"}
    published = {"RECAPTCHA_PUBLIC_KEY": TEST_PUBLIC_KEY, "RECAPTCHA_PRIVATE_KEY": TEST_PRIVATE_KEY}
    keys = {**ours, name: published[name]}
    done = check("production", {**COMPLETE, "CAPTCHA": "always", **keys, "DATA_DIR": str(tmp_path)})
    assert done.returncode != 0
    assert "test keys" in done.stderr.splitlines()[-1]


def test_production_refuses_an_unknown_captcha_mode(tmp_path: Path) -> None:
    done = check("production", {**COMPLETE, "CAPTCHA": "sometimes", "DATA_DIR": str(tmp_path)})
    assert done.returncode != 0
    assert "off, suspicion or always" in done.stderr


@pytest.mark.parametrize(
    ("backend", "names"),
    [
        ("turbosms.TurboSmsBackend", ("TURBOSMS_TOKEN", "TURBOSMS_SENDER")),
        ("sms_club.SmsClubBackend", ("SMSCLUB_TOKEN", "SMSCLUB_SENDER")),
    ],
)
def test_production_refuses_a_gateway_without_its_credentials(
    backend: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    chosen = {**COMPLETE, "SMS_BACKEND": f"community.messaging.channels.{backend}", "DATA_DIR": str(tmp_path)}
    done = check("production", chosen)
    assert done.returncode != 0
    assert all(name in done.stderr.splitlines()[-1] for name in names)
    assert check("production", {**chosen, **dict.fromkeys(names, "ours")}).returncode == 0


def test_production_refuses_sqlite(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/site.sqlite3"
    done = check("production", {**COMPLETE, "DATABASE_URL": database, "DATA_DIR": str(tmp_path)})
    assert done.returncode != 0
    assert "PostgreSQL" in done.stderr


def test_the_environment_is_read_in_one_place() -> None:
    """Beside it only the entry points name the settings module, and ``run.py`` runs before anything is installed."""
    folders = ("community", "engagement", "news", "home", "search")
    readers = re.compile(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|getenv|environ\.Env\(")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    found = [path.relative_to(ROOT).as_posix() for path in files if readers.search(path.read_text(encoding="utf-8"))]
    assert found == ["community/settings/env.py"]


def test_the_embedded_default_needs_no_variable(tmp_path: Path) -> None:
    done = check("dev", {"DATA_DIR": str(tmp_path)}, "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    secret = tmp_path / "secret_key"
    assert len(secret.read_text()) > 50
    assert secret.stat().st_mode & 0o077 == 0


def test_secrets_of_the_embedded_default_stay_the_same(tmp_path: Path) -> None:
    check("dev", {"DATA_DIR": str(tmp_path)})
    first = (tmp_path / "voter_key_secret").read_text()
    check("dev", {"DATA_DIR": str(tmp_path)})
    assert (tmp_path / "voter_key_secret").read_text() == first
