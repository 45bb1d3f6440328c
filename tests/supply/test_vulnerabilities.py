"""A known vulnerability stops a change; a list that cannot be reached does not, and says so."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.services.ports import free_port

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]
FLAW = {
    "id": "PYSEC-2026-1",
    "summary": "Lets anybody in",
    "aliases": [],
    "affected": [
        {
            "package": {"name": "leaky", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2"}]}],
        }
    ],
}


@contextmanager
def service(answer: Callable[[str], dict[str, Any] | None]) -> Iterator[str]:
    """A service in the manner of OSV: says of each package what ``answer`` says; nothing is an error of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = answer(asked["package"]["name"])
            self.send_response(503 if said is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(said or {}).encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "lock.txt"
    path.write_text(f"leaky==1.0 --hash=sha256:{'0' * 64}\nsound==2.0 --hash=sha256:{'1' * 64}\n")
    return path


def audited(lock: Path, url: str) -> tuple[int, str]:
    command = [sys.executable, ".ci/vulnerabilities.py", str(lock), "--osv-url", url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_known_vulnerability_fails(lock: Path) -> None:
    with service(lambda name: {"vulns": [FLAW]} if name == "leaky" else {}) as url:
        code, said = audited(lock, url)
    assert code == 1
    assert "leaky 1.0: PYSEC-2026-1, mended in 1.2" in said
    assert "sound" not in said


def test_packages_without_any_pass(lock: Path) -> None:
    with service(lambda name: {}) as url:
        assert audited(lock, url) == (0, "no known vulnerability\n")


def test_a_service_that_cannot_be_reached_stops_nobody(lock: Path) -> None:
    code, said = audited(lock, f"http://127.0.0.1:{free_port()}/v1/query")
    assert code == 0
    assert said.startswith("NOT CHECKED")


def test_a_service_in_trouble_stops_nobody(lock: Path) -> None:
    with service(lambda name: None) as url:
        code, said = audited(lock, url)
    assert (code, said[:11]) == (0, "NOT CHECKED")


def test_a_list_that_cannot_be_read_is_our_own_fault(lock: Path) -> None:
    lock.write_text("leaky\n")
    code, said = audited(lock, f"http://127.0.0.1:{free_port()}/v1/query")
    assert code == 1
    assert "NOT CHECKED" not in said
