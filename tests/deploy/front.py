"""nginx with production's configuration before an echo instead of the site."""

import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.processes import Processes, free_ports
from deploy.local.web import certificate_make, nginx_configure, nginx_start
from tests.deploy.echo import echo_running


@dataclass
class Answer:
    """What a visitor got."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def echoed(self) -> dict[str, Any]:
        """What the app saw; fails where the app was not asked."""
        told: dict[str, Any] = json.loads(self.body)
        return told

    @property
    def is_by_app(self) -> bool:
        return self.body.startswith(b'{"app": true')


@dataclass
class Front:
    """A running nginx and the folder of its files."""

    folder: Path
    authority: Path
    http_port: int
    https_port: int

    def ask(self, path: str, *, method: str = "GET", tls: bool = True, body: bytes = b"", **headers: str) -> Answer:
        """One request; ``X_Forwarded_For`` stands for ``X-Forwarded-For``."""
        connection: http.client.HTTPConnection
        if tls:
            context = ssl.create_default_context(cafile=str(self.authority))
            connection = http.client.HTTPSConnection("localhost", self.https_port, context=context, timeout=20)
        else:
            connection = http.client.HTTPConnection("localhost", self.http_port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body or None, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def put(self, path: str, text: str) -> None:
        """A file below the folder of data."""
        file = self.folder / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@contextmanager
def front_running(folder: Path, **values: str) -> Iterator[Front]:
    """nginx as in production; ``values`` are those of deploy/rendering.py."""
    nginx = folder / "nginx"
    nginx.mkdir()
    http_port, https_port = free_ports(2)
    authority = certificate_make(nginx)
    processes = Processes(folder)
    with echo_running() as app_port:
        usual = {
            "SERVER_NAMES": "localhost",
            "TLS_CERTIFICATE": str(nginx / "certificate.pem"),
            "TLS_KEY": str(nginx / "key.pem"),
            "DATA_DIR": str(folder / "data"),
            "HTTP_LISTEN": f"127.0.0.1:{http_port}",
            "HTTPS_LISTEN": f"127.0.0.1:{https_port}",
            "APP_SERVERS": f"server 127.0.0.1:{app_port};",
            "PICTURE_CACHE": str(nginx / "pictures"),
            "ACCESS_LOG": f"{folder}/access.log hromada",
        }
        try:
            nginx_start(processes, nginx_configure(nginx, usual | values), https_port)
            yield Front(folder, authority, http_port, https_port)
        finally:
            processes.stop_all()
