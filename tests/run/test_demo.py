"""``python3 run.py demo`` as a newcomer runs it: it serves, it stops in order, it keeps what was entered."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

pytestmark = pytest.mark.processes


@contextmanager
def demo(folder: Path, port: int) -> Iterator[str]:
    """The demo, once it printed its welcome; ended by Ctrl+C, as its user does."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DATA_DIR": str(folder / "data"),
        # The environment of this test run, so that nothing is downloaded again.
        "HROMADA_VENV": sys.prefix,
    }
    process = subprocess.Popen(
        [sys.executable, "run.py", "demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl+C" in line:
            break
    else:
        raise AssertionError(said)
    try:
        yield said
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)


def read(address: str) -> str:
    request = urllib.request.Request(address, headers={"User-Agent": BROWSER})
    with urllib.request.urlopen(request, timeout=30) as response:
        body: bytes = response.read()
        return body.decode(errors="replace")


def views(html: str) -> int:
    found = re.search(r"([\d\s\u00a0\u202f]+)\s*перегляд", html)
    assert found, html
    return int(re.sub(r"\D", "", found[1]))


def test_the_demo_serves_and_keeps_what_happened(tmp_path: Path) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with demo(tmp_path, port) as said:
        assert f"{site}/admin/" in said
        assert re.search(r"admin +password: \S+", said)
        home = read(f"{site}/")
        assert "Новини" in home
        article = re.search(r'href="(/novyny/[^"/?]+/)"', home)
        assert article, home
        page = read(site + article[1])
        assert "Код для вставки на сайт" in page
        assert 'lang="uk"' in read(f"{site}/admin/login/")
        before = views(page)
        pixel = re.search(r'src="(/pixel/\d+\.gif)"', page)
        assert pixel, page
        read(site + pixel[1])
    with demo(tmp_path, port) as said:
        assert "password" in said
        # The reading was in the memory of the process that ended; a clean stop wrote it down.
        assert views(read(site + article[1])) == before + 1
