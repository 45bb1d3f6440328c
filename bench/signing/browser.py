"""A browser as cheap as can be: the load runs on the machine that is measured."""

import asyncio
import re
import ssl
import time
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# Seconds; whoever waits longer has gone.
PATIENCE = 30


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    text: str

    @property
    def token(self) -> str:
        """The token of protection in the form."""
        found = TOKEN.search(self.text)
        return found[1] if found else ""


@dataclass
class Log:
    """What a run has seen: seconds of each kind of request, and what was not as it should be."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    done: int = 0

    def p(self, name: str, share: float) -> float:
        """Milliseconds within which ``share`` of the requests ``name`` were answered."""
        values = sorted(self.seconds[name])
        return 1000 * values[min(int(share * len(values)), len(values) - 1)] if values else 0.0


class Line:
    """A connection that many browsers use one after another, as nginx does with the app."""

    def __init__(self, url: str, context: ssl.SSLContext | None = None) -> None:
        self.origin = url
        self._parts = urlsplit(url)
        self._context = context
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """One request; a connection that was closed meanwhile is opened anew."""
        if self._streams is None or self._streams[1].is_closing() or self._streams[0].at_eof():
            self._streams = await asyncio.open_connection(
                self._parts.hostname, self._parts.port, ssl=self._context, limit=1 << 20
            )
        reader, writer = self._streams
        told = {"Host": self._parts.netloc, **headers}
        if body:
            told |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await answer_read(reader)
        except BaseException:
            self.close()
            raise
        # nginx ends a connection after so many requests, and says so.
        if answer.headers.get("connection") == "close":
            self.close()
        return answer

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None


async def answer_read(reader: asyncio.StreamReader) -> Answer:
    """Read one answer of HTTP/1.1, unpacked."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    headers, cookies = {}, {}
    for line in head[1:]:
        name, _, value = line.partition(": ")
        if name.lower() == "set-cookie":
            key, _, rest = value.partition("=")
            cookies[key] = rest.partition(";")[0]
        elif name:
            headers[name.lower()] = value
    body = await body_read(reader, headers)
    if headers.get("content-encoding") == "gzip":
        body = zlib.decompress(body, 31)
    return Answer(status, headers, cookies, body.decode(errors="replace"))


async def body_read(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)


class Unexpected(Exception):  # noqa: N818 - reads as what happened
    """An answer that no visitor should get."""


class Browser:
    """One person's: cookies and a network of its own. Each request is timed under a name."""

    def __init__(self, line: Line, log: Log, *, address: str, cookies: Mapping[str, str] | None = None) -> None:
        self._line, self._log = line, log
        self._cookies = dict(cookies or {})
        self._headers = {"X-Forwarded-For": address, "Accept-Encoding": "gzip", "Origin": line.origin}

    async def get(self, name: str, path: str, status: int = 200) -> Answer:
        return await self._ask(name, "GET", path, status)

    async def post(self, name: str, path: str, status: int, fields: Mapping[str, str]) -> Answer:
        return await self._ask(name, "POST", path, status, urlencode(fields).encode())

    async def _ask(self, name: str, method: str, path: str, status: int, body: bytes = b"") -> Answer:
        headers = {**self._headers, "Referer": f"{self._line.origin}{path}"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self._cookies.items())
        begun = time.perf_counter()
        answer = await self._line.ask(method, path, headers, body)
        self._log.seconds[name].append(time.perf_counter() - begun)
        self._cookies |= answer.cookies
        if answer.status != status:
            raise Unexpected(f"{name}: {answer.status} instead of {status}")
        return answer


def network(number: int) -> str:
    """An address of the /24 number ``number``: 65 536 of them in 10.0.0.0/8."""
    return f"10.{number >> 8 & 255}.{number & 255}.7"
