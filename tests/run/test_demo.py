"""``python3 run.py demo`` as a newcomer runs it: it serves, it stops in order, it keeps what was entered."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.services.mail_server import wait_until
from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
# Seconds; loading pictures and texts on a busy machine is what takes long.
PATIENCE = 180

pytestmark = [pytest.mark.processes, pytest.mark.any_engine]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demo keeps from one start to the next; loading it takes a while."""
    return tmp_path_factory.mktemp("demo")


@contextmanager
def demo(folder: Path, port: int) -> Iterator[Path]:
    """The demo from its welcome to the Ctrl+C of its user; gives the file that holds its screen."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DATA_DIR": str(folder / "data"),
        # The environment of this test run, so that nothing is downloaded again.
        "HROMADA_VENV": sys.prefix,
    }
    screen = folder / "screen.txt"
    with screen.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "run.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    wait_until(lambda: "Ctrl+C" in screen.read_text() or process.poll() is not None, PATIENCE, "the welcome")
    assert process.poll() is None, screen.read_text()
    try:
        yield screen
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=PATIENCE)


class Visitor:
    """A browser as far as cookies and forms go."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._opener = build_opener(HTTPCookieProcessor())

    def get(self, address: str) -> str:
        return self._open(Request(urljoin(self.site, address), headers={"User-Agent": BROWSER}))

    def send(self, address: str, **fields: str) -> str:
        """Open the page with the form, then send it."""
        token = one(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(address))
        data = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self._open(Request(urljoin(self.site, address), data=data, headers={"User-Agent": BROWSER}))

    def _open(self, request: Request) -> str:
        with self._opener.open(request, timeout=30) as response:
            body: bytes = response.read()
            return body.decode(errors="replace")


def one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, f"{pattern} in\n{text}"
    return found[1]


def views(html: str) -> int:
    return int(re.sub(r"\D", "", one(r"([\d\s\u00a0\u202f]+)\s*перегляд", html)))


def test_the_demo_serves_and_keeps_what_happened(folder: Path) -> None:
    port = free_port()
    visitor = Visitor(f"http://127.0.0.1:{port}")
    with demo(folder, port) as screen:
        assert f"{visitor.site}/admin/" in screen.read_text()
        assert re.search(r"admin +password: \S+", screen.read_text())
        home = visitor.get("/")
        assert "Новини" in home
        article = one(r'href="(/novyny/[^"/?]+/)"', home)
        page = visitor.get(article)
        assert "Код для вставки на сайт" in page
        assert 'lang="uk"' in visitor.get("/admin/login/")
        before = views(page)
        visitor.get(one(r'src="(/pixel/\d+\.gif)"', page))
    with demo(folder, port) as screen:
        assert "password" in screen.read_text()
        # The reading was in the memory of the process that ended; a clean stop wrote it down.
        assert views(visitor.get(article)) == before + 1


def test_a_letter_of_the_demo_is_on_the_screen_and_in_the_register(folder: Path) -> None:
    port = free_port()
    resident, staff = Visitor(f"http://127.0.0.1:{port}"), Visitor(f"http://127.0.0.1:{port}")
    with demo(folder, port) as screen:
        home = resident.get("/")
        form = one(r'action="(/opytuvannia/[^"]+/holos/)"', home)
        choice = one(r'name="choice" value="(\d+)"', home)
        sent = resident.send(form, choice=choice, email="demo@example.com", step="send")
        assert "Перевірте пошту" in sent
        wait_until(lambda: "/pidtverdzhennia/" in screen.read_text(), PATIENCE, "the letter")
        link = one(r"(http://\S+/pidtverdzhennia/[\w-]+/)", screen.read_text())
        assert "Дякуємо, ваш голос підтверджено" in resident.send(link)

        staff.send("/kabinet/vkhid/", login="admin", password=one(r"password: (\S+)", screen.read_text()))
        register = staff.get("/admin/registers/messages/")
        assert "Підтвердження голосу" in register
        assert "d•••@example.com" in register
        letter = staff.get(one(r'"(/admin/registers/messages/inspect/\d+/)"', register))
        assert "Це демонстрація: посилання й коди тут залишаються видимими" in letter
        assert link in letter
