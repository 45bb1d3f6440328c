"""A bucket that speaks as much of S3 as uploads need, and refuses whoever does not sign."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


class ObjectStorage:
    """Objects by ``/bucket/name``, in memory."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Of", (Handler,), {"objects": self.objects}))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator["ObjectStorage"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class Handler(BaseHTTPRequestHandler):
    """One request for an object; the bucket it belongs to sets ``objects``."""

    objects: dict[str, bytes]
    protocol_version = "HTTP/1.1"

    def answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{md5(body, usedforsecurity=False).hexdigest()}"')
        self.send_header("Last-Modified", "Sun, 29 Nov 2026 08:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            body = unchunked(body)
        if self.is_signed():
            self.objects[self.name()] = body
            self.answer(200)

    def do_GET(self) -> None:
        if self.is_signed():
            kept = self.objects.get(self.name())
            self.answer(404 if kept is None else 200, kept or b"")

    def do_DELETE(self) -> None:
        if self.is_signed():
            self.objects.pop(self.name(), None)
            self.answer(204)

    do_HEAD = do_GET  # noqa: N815 - the standard library's name

    def is_signed(self) -> bool:
        signed = "Credential=key/" in self.headers.get("Authorization", "")
        if not signed:
            self.answer(403)
        return signed

    def name(self) -> str:
        return unquote(urlsplit(self.path).path)

    def log_message(self, *args: object) -> None:
        """The test's output stays the test's."""


def unchunked(body: bytes) -> bytes:
    """The content of chunks that each begin with their length in hexadecimal digits."""
    content, rest = b"", body
    while rest:
        head, _, rest = rest.partition(b"\r\n")
        length = int(head.split(b";")[0], 16)
        if not length:
            break
        content, rest = content + rest[:length], rest[length + 2 :]
    return content
