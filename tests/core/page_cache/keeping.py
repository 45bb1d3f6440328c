"""Visitors of kept pages: who is answered from what is kept, and who sees how a page is at this moment."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client

from community.core.page_cache.keys import PageKey, key_of
from community.core.page_cache.shelf import shelf
from tests.accounts.builders import resident_make

HOST = "testserver"


def visitor(**headers: str) -> Client:
    """Somebody without cookies."""
    return Client(headers={"host": HOST, **headers})


def key_at(address: str, **environ: Any) -> PageKey | None:
    path, _, query = address.partition("?")
    asked = {"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "PATH_INFO": path, "QUERY_STRING": query}
    return key_of({**asked, "wsgi.url_scheme": "http", **environ})


def is_kept(address: str) -> bool:
    key = key_at(address)
    return key is not None and shelf().find(key) is not None


def shown(address: str) -> bytes:
    """What a visitor gets: the kept page, or one made now and kept."""
    key = key_at(address)
    entry = shelf().find(key) if key else None
    return entry.body if entry else visitor().get(address).content


def visitor_signed_in() -> Client:
    """A resident with a session."""
    client = visitor()
    client.force_login(resident_make(first_name="Орися"))
    return client


def pieces_kept_for(client: Client, addresses: Iterable[str]) -> set[str]:
    """Names of the parts, places and values that are kept once ``client`` has read these pages."""
    for address in addresses:
        client.get(address)
    return set(re.findall(r"-(?:parts|places|values)/\S*?(\w+)(?:\.html)?\.entry", " ".join(shelf().paths())))


def true(address: str, client: Client | None = None) -> bytes:
    """How the page is at this moment, past everything that is kept."""
    with nothing_kept():
        return (client or visitor()).get(address).content


@contextmanager
def nothing_kept() -> Iterator[None]:
    """In the block every answer is made anew."""
    settings.PAGE_CACHE = False
    try:
        yield
    finally:
        settings.PAGE_CACHE = True
