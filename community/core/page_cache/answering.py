"""Kept pages answered before Django: for the app server, in front of its application."""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from time import monotonic, sleep
from typing import Any

from django.conf import settings

from community.core.headers.standard import HSTS
from community.core.page_cache.keys import PageKey, brings_own, is_secure, key_of, look_of
from community.core.page_cache.shelf import Entry, shelf

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

# Seconds that a request waits for another one that makes the same page.
PATIENCE = 2.0
_LOOKS_AGAIN = 0.02
# So many pages can be made at a time without one waiting for another that it is not.
_LOCKS = 4096
# Addresses whose answers are each visitor's own; nobody waits for another one's.
_own: set[PageKey] = set()
_OWN_REMEMBERED = 10_000


def seen_to_be_own(key: PageKey) -> None:
    """Remember that the answer to ``key`` is not kept."""
    if len(_own) >= _OWN_REMEMBERED:
        _own.clear()
    _own.add(key)


class KeptPages:
    """A WSGI application before another one."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        key = key_of(environ) if settings.PAGE_CACHE else None
        if key is None or key in _own:
            return self._application(environ, start_response)
        if entry := shelf().find(key):
            return answer(entry, environ, start_response)
        with alone_for(key) as is_first:
            if is_first and brings_own(environ):
                self._make_for_all(environ)
            # Whoever waited finds what the first one has made.
            if (not is_first or brings_own(environ)) and (entry := shelf().find(key)):
                return answer(entry, environ, start_response)
            return self._application(environ, start_response)

    def _make_for_all(self, environ: dict[str, Any]) -> None:
        """Ask as somebody without cookies would, so that the page is kept if it is for all, else remembered to be own.

        When everybody who comes has signed in, as at a petition, nobody else would make the page.
        """
        made = self._application({**environ, "HTTP_COOKIE": look_of(environ)}, lambda *_told: None)
        close = getattr(made, "close", None)
        if close is not None:
            close()


def answer(
    entry: Entry, environ: dict[str, Any], start_response: StartResponse, status: HTTPStatus = HTTPStatus.OK
) -> Iterable[bytes]:
    """A kept page as a response: packed if the browser unpacks, empty if it has it."""
    kept = entry.headers if is_secure(environ) else [pair for pair in entry.headers if pair[0] != HSTS]
    headers = [*kept, ("Vary", "Accept-Encoding, Cookie"), ("ETag", entry.etag)]
    if status == HTTPStatus.OK and entry.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", headers)
        return []
    body = entry.body
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = entry.packed
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(f"{status.value} {status.phrase}", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


@contextmanager
def alone_for(key: PageKey) -> Iterator[bool]:
    """One request at a time makes a page; the others wait for it a little, and True says that one did not have to."""
    folder = shelf().root / ".locks"
    number = int.from_bytes(hashlib.blake2b(str(key).encode(), digest_size=4).digest()) % _LOCKS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / str(number), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    except OSError:
        # A full disk: pages are made, each for its own visitor.
        yield True
        return
    try:
        yield _locked(descriptor, key)
    finally:
        # Closing gives the lock back.
        os.close(descriptor)


def _locked(descriptor: int, key: PageKey) -> bool:
    until = monotonic() + PATIENCE
    waited = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = True
            if monotonic() > until or key in _own or shelf().find(key):
                return False
            sleep(_LOOKS_AGAIN)
        else:
            return not waited
