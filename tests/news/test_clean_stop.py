"""A process that ends in order writes the views it gathered."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.migrated_database import migrated_file

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.any_engine

PREPARE = """
from tests.news.builders import make_article, make_home, make_news_index
print(make_article(make_news_index(make_home())).pk)
"""
READ = """
import django
django.setup()
from django.test import Client
from django.urls import reverse

agent = {{"User-Agent": "Mozilla/5.0"}}
for visitor in range(3):
    address = f"10.0.0.{{visitor}}"
    Client(SERVER_NAME="127.0.0.1").get(reverse("news:pixel", args=[{page}]), REMOTE_ADDR=address, headers=agent)
{end}
"""


@pytest.fixture
def environment(django_db_setup: None, tmp_path: Path) -> dict[str, str]:
    """A site of one process with a database of its own."""
    shutil.copyfile(migrated_file(), tmp_path / "site.sqlite3")
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**kept, "DJANGO_SETTINGS_MODULE": "community.settings.dev", "DATA_DIR": str(tmp_path)}


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("end", ["", "raise SystemExit(0)"], ids=["end of the program", "sys.exit"])
def test_views_are_written_on_the_way_out(environment: dict[str, str], tmp_path: Path, end: str) -> None:
    page = run(environment, "manage.py", "shell", "--no-imports", "--command", PREPARE).splitlines()[-1]
    run(environment, "-c", READ.format(page=page, end=end))
    with sqlite3.connect(tmp_path / "site.sqlite3") as database:
        assert database.execute("SELECT page_id, count FROM news_articleviews").fetchall() == [(int(page), 3)]
