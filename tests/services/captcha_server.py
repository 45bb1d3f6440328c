"""A local HTTPS stand-in for the captcha's service, with a certificate authority of its own."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import trustme


class CaptchaServer:
    """Answers ``siteverify`` with ``status`` and ``body`` after ``delay`` seconds, and remembers what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.status, self.body, self.delay = 200, b'{"success": true}', 0.0
        self.asked: list[dict[str, str]] = []
        authority = trustme.CA()
        self.authority_file = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.authority_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.domain = f"localhost:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator["CaptchaServer"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                service.asked.append({name: values[0] for name, values in parse_qs(sent).items()})
                time.sleep(service.delay)
                # Who asked may have given up waiting.
                with suppress(OSError):
                    self.send_response(service.status)
                    self.send_header("Content-Length", str(len(service.body)))
                    self.end_headers()
                    self.wfile.write(service.body)

            def log_message(self, *args: object) -> None:
                """The test's output stays the test's."""

        return Handler
