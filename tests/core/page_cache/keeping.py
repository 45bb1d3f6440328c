"""Visitors of kept pages: who is answered from what is kept, and who sees how a page is at this moment."""

from typing import Any

from django.conf import settings
from django.test import Client

from community.core.page_cache.keys import PageKey, key_of
from community.core.page_cache.shelf import shelf

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


def true(address: str) -> bytes:
    """How the page is at this moment, past everything that is kept."""
    settings.PAGE_CACHE = False
    try:
        return visitor().get(address).content
    finally:
        settings.PAGE_CACHE = True
