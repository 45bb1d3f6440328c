"""The production stack on this machine: it serves, it sends, it leaves nothing behind."""

import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPSHandler, OpenerDirector, Request, build_opener

import pytest

from deploy.local.processes import wait_until
from deploy.local.stack import Options, Stack
from tests.services.migrated_database import copy_on_server, drop_on_server, migrated_name

# With DATABASE_URL the database is a copy of the migrated one; without it the stack makes a server and migrates.
pytestmark = [pytest.mark.stack, pytest.mark.production, pytest.mark.processes]

ROOT = Path(__file__).resolve().parents[2]
HOME = "from tests.news.builders import make_home; make_home()"
# What differs with who answers and when, not with what is answered.
OF_THE_ANSWER = {
    "date",
    "content-length",
    "last-modified",
    "connection",
    "cache-control",
    "etag",
    "server",
    "accept-ranges",
}


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    server = os.environ.get("DATABASE_URL", "")
    database = urlsplit(server)._replace(path=f"{urlsplit(server).path}_stack").geturl() if server else ""
    if server:
        copy_on_server(server, migrated_name(server), urlsplit(database).path.strip("/"))
    options = Options(content="none", app_workers=1, worker_processes=1, database_url=database)
    with Stack(options) as running:
        running.manage("shell", "--verbosity", "0", "-c", HOME)
        yield running
    if server:
        drop_on_server(server, urlsplit(database).path.strip("/"))


@pytest.fixture
def visitor(stack: Stack) -> OpenerDirector:
    """Somebody who trusts the stack's authority and keeps cookies."""
    context = ssl.create_default_context(cafile=str(stack.authority))
    return build_opener(HTTPSHandler(context=context), HTTPCookieProcessor(CookieJar()))


def headers_of(visitor: OpenerDirector, url: str) -> dict[str, str]:
    with visitor.open(url, timeout=60) as answer:
        names = {name.lower() for name in answer.headers} - OF_THE_ANSWER
        # The order of words in Vary says nothing.
        return {name: ", ".join(sorted(", ".join(answer.headers.get_all(name)).split(", "))) for name in names}


def test_the_home_page_comes_over_tls_without_a_cookie(stack: Stack, visitor: OpenerDirector) -> None:
    with visitor.open(stack.base_url, timeout=60) as answer:
        page = answer.read().decode()
    assert "Зарічанська громада" in page
    assert "Set-Cookie" not in answer.headers
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
    style = page.split('rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    assert headers_of(visitor, f"{stack.base_url}{style}")["x-content-type-options"] == "nosniff"


def test_a_page_from_a_file_says_whatever_the_app_says(stack: Stack, visitor: OpenerDirector) -> None:
    file = stack.data / "pages/localhost/z-failu/index.html"
    file.parent.mkdir(parents=True)
    # Long enough to be worth compressing.
    file.write_text("з файлу" * 200, encoding="utf-8")
    by_app = headers_of(visitor, f"{stack.base_url}/?odd=1")
    by_nginx = headers_of(visitor, f"{stack.base_url}/z-failu/")
    assert "x-frame-options" in by_app
    assert by_nginx == by_app
    with visitor.open(f"{stack.base_url}/z-failu/", timeout=60) as answer:
        assert answer.read().decode().startswith("з файлу")
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_form_sent_through_tls_becomes_a_letter_by_the_worker(stack: Stack, visitor: OpenerDirector) -> None:
    url = f"{stack.base_url}/kabinet/vidnovlennia/"
    with visitor.open(url, timeout=60) as answer:
        token = answer.read().decode().split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
    form = urlencode({"csrfmiddlewaretoken": token, "email": "ivan@ukr.net"}).encode()
    with visitor.open(Request(url, data=form, headers={"Referer": url}), timeout=60) as answer:
        assert answer.status == 200
    letter = stack.letters.wait_for("ivan@ukr.net")
    text = letter.get_body(("plain",))
    assert text
    assert stack.base_url in text.get_content()


def test_it_ends_by_sigterm_and_leaves_nothing(stack: Stack, tmp_path: Path) -> None:
    """On the database and the Redis of the running stack, to spare the making."""
    screen = tmp_path / "screen.txt"
    own = [f"--{name}-url={stack.environment[f'{name.upper()}_URL']}" for name in ("database", "redis")]
    ports = ["--http-port=0", "--https-port=0"]
    with screen.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "run.py", "stack", "--content=none", *own, *ports],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "TMPDIR": str(tmp_path),
                "HROMADA_VENV": sys.prefix,
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        wait_until(lambda: "Ctrl+C" in screen.read_text() or process.poll() is not None, "the welcome", 180)
        assert process.poll() is None, screen.read_text()
        [folder] = tmp_path.glob("hromada-stack-*")
        names = " ".join(running_in(folder).values())
        assert all(word in names for word in ("granian", "celery", "nginx", "deploy.local.letters"))
    finally:
        process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)
    assert running_in(folder) == {}
    assert not folder.exists()


def running_in(folder: Path) -> dict[int, str]:
    """Commands of the processes that have to do with ``folder``: by argument, by environment or by working there."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            of_it = str(folder).encode() in (process / "environ").read_bytes() + command.encode()
            works_there = str(folder) in str((process / "cwd").readlink())
        except OSError:
            continue
        if of_it or works_there:
            found[int(process.name)] = command
    return found
