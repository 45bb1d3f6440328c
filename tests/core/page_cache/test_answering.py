"""Kept pages answered before Django."""

import gzip
import time
from collections.abc import Iterable
from threading import Thread
from typing import Any

import pytest

from community.core.headers.standard import HSTS
from community.core.page_cache import answering
from community.core.page_cache.answering import KeptPages, StartResponse
from community.core.page_cache.keys import key_of
from community.core.page_cache.shelf import Shelf
from tests.core.page_cache.keeping import HOST, key_at, visitor

PAGE = "<p>Громада</p>".encode()


class Site:
    """An application that makes a page, slowly, and keeps it as the middleware does."""

    def __init__(self, kept: Shelf, *, seconds: float = 0.0, is_own: bool = False) -> None:
        self.kept, self.seconds, self.is_own = kept, seconds, is_own
        self.made = 0
        self.asked_with: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self.made += 1
        self.asked_with.append(environ.get("HTTP_COOKIE", ""))
        key, begun = key_of(environ), self.kept.begin()
        time.sleep(self.seconds)
        assert key
        if self.is_own:
            answering.seen_to_be_own(key)
        else:
            self.kept.put(key, headers=None, body=PAGE, tags=["page:1"], begun=begun)
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [PAGE]


def ask(site: KeptPages, path: str = "/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    asked = {"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "PATH_INFO": path, "wsgi.url_scheme": "http", **environ}
    body = b"".join(site(asked, lambda status, headers: told.extend([status, dict(headers)])))
    return told[0], told[1], body


def test_the_second_visitor_is_answered_without_the_site(kept: Shelf) -> None:
    application = Site(kept)
    site = KeptPages(application)
    assert [ask(site)[2] for _ in range(3)] == [PAGE] * 3
    assert application.made == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("transport_security")
def test_a_page_first_read_without_tls_speaks_of_tls_to_whoever_comes_with_it(
    kept: Shelf, addresses: dict[str, str]
) -> None:
    assert HSTS not in visitor().get(addresses["article"]).headers
    site = KeptPages(Site(kept))
    assert "max-age=3600" in ask(site, addresses["article"], **{"wsgi.url_scheme": "https"})[1][HSTS]
    assert HSTS not in ask(site, addresses["article"])[1]
    # A web server finds it, so it says nothing but what every page says.
    assert f"{key_at(addresses['article'])}.html" in kept.paths()


def test_packed_for_whoever_unpacks(kept: Shelf) -> None:
    site = KeptPages(Site(kept))
    ask(site)
    _, headers, body = ask(site, HTTP_ACCEPT_ENCODING="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == PAGE
    assert headers["Content-Length"] == str(len(body))
    assert headers["Vary"] == "Accept-Encoding, Cookie"


def test_whoever_has_the_page_gets_no_copy(kept: Shelf) -> None:
    site = KeptPages(Site(kept))
    ask(site)
    etag = ask(site)[1]["ETag"]
    status, _, body = ask(site, HTTP_IF_NONE_MATCH=etag)
    assert (status, body) == ("304 Not Modified", b"")


def test_head_is_answered_without_the_page(kept: Shelf) -> None:
    site = KeptPages(Site(kept))
    ask(site)
    status, headers, body = ask(site, REQUEST_METHOD="HEAD")
    assert (status, body, headers["Content-Length"]) == ("200 OK", b"", str(len(PAGE)))


def test_whoever_has_signed_in_makes_the_page_for_all(kept: Shelf) -> None:
    application = Site(kept)
    site = KeptPages(application)
    assert ask(site, HTTP_COOKIE="sessionid=abc; reading=large-calm")[2] == PAGE
    assert application.asked_with == ["reading=large-calm"]
    assert ask(site, HTTP_COOKIE="sessionid=xyz; reading=large-calm")[2] == PAGE
    assert application.made == 1


def test_a_page_of_ones_own_is_asked_for_twice_once(kept: Shelf) -> None:
    application = Site(kept, is_own=True)
    site = KeptPages(application)
    for cookie in ("sessionid=abc", "sessionid=xyz"):
        assert ask(site, HTTP_COOKIE=cookie)[2] == PAGE
    assert application.asked_with == ["", "sessionid=abc", "sessionid=xyz"]


def test_of_many_at_once_one_makes_the_page(kept: Shelf) -> None:
    application = Site(kept, seconds=0.3)
    site = KeptPages(application)
    answers: list[bytes] = []
    visitors = [Thread(target=lambda: answers.append(ask(site)[2])) for _ in range(12)]
    for reader in visitors:
        reader.start()
    for reader in visitors:
        reader.join()
    assert answers == [PAGE] * 12
    assert application.made == 1


def test_nobody_waits_longer_than_two_seconds(kept: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hangs with the page holds the others up for a while only: then each makes its own."""
    monkeypatch.setattr(answering, "PATIENCE", 0.2)
    application = Site(kept)
    key = key_of({"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "PATH_INFO": "/", "wsgi.url_scheme": "http"})
    assert key
    with answering.alone_for(key):
        answer: list[bytes] = []
        reader = Thread(target=lambda: answer.append(ask(KeptPages(application))[2]))
        reader.start()
        reader.join(timeout=10)
        assert answer == [PAGE]


def test_what_is_each_visitors_own_is_waited_for_by_nobody(kept: Shelf) -> None:
    application = Site(kept, seconds=0.2, is_own=True)
    site = KeptPages(application)
    ask(site, "/forma/")
    visitors = [Thread(target=ask, args=[site, "/forma/"]) for _ in range(6)]
    for reader in visitors:
        reader.start()
    # All six are being made at one time.
    time.sleep(0.1)
    assert application.made == 7
    for reader in visitors:
        reader.join()
