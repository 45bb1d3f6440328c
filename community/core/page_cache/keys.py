"""Which kept page a request asks for: by host, look, path and the few words of the query that lists understand."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings

from community.core.reading.ways import COOKIE, WAYS

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
# Whatever else an address may hold leads to a page that nobody keeps.
_PATH = re.compile(r"(?:/[A-Za-z0-9_@-][A-Za-z0-9_.@-]{0,120})*/?")
_VALUE = re.compile(r"[A-Za-z0-9_-]{0,60}")
# Words that advertisers and mailing programs append; no page reads them.
_FOREIGN = re.compile(r"utm_\w+|mtm_\w+|fbclid|gclid|yclid|msclkid|mc_[ce]id")
# Where every visitor has something of his own, or nothing is for everybody.
_OWN = ("/admin/", "/kabinet/", "/static/", "/media/", "/pixel/")


class PageKey(NamedTuple):
    """Where a page lies below the folder of the cache: ``<host>[@<look>]<path>`` and a name without its ending."""

    folder: PurePosixPath
    name: str

    def __str__(self) -> str:
        return f"{self.folder}/{self.name}"


def key_of(environ: Mapping[str, Any]) -> PageKey | None:
    """The key of a request in WSGI's words; None where the answer may not be anybody's."""
    if environ.get("REQUEST_METHOD") not in {"GET", "HEAD"} or _must_be_secure(environ):
        return None
    asked_host = environ.get("HTTP_HOST", "").lower()
    if asked_host == settings.ADMIN_HOST.lower():
        return None
    host = asked_host.partition(":")[0]
    path = environ.get("PATH_INFO", "")
    query = _query_named(environ.get("QUERY_STRING", ""))
    if query is None or not path or not _HOST.fullmatch(host) or not _PATH.fullmatch(path) or path.startswith(_OWN):
        return None
    look = cookies_of(environ.get("HTTP_COOKIE", "")).get(COOKIE, "")
    root = f"{host}@{look}" if look in WAYS and look else host
    folder, _, file = path.rpartition("/")
    return PageKey(PurePosixPath(f"{root}/{folder}"), (f"{file}@file" if file else "index") + query)


def cookies_of(header: str) -> dict[str, str]:
    """Names and values of a ``Cookie`` header."""
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, equals, value in pairs if equals}


def brings_own(environ: Mapping[str, Any]) -> bool:
    """Whether a cookie other than the reader's settings might find its way into what is made for this request."""
    return not cookies_of(environ.get("HTTP_COOKIE", "")).keys() <= {COOKIE}


def look_of(environ: Mapping[str, Any]) -> str:
    """The ``Cookie`` header with nothing in it but the reader's settings."""
    look = cookies_of(environ.get("HTTP_COOKIE", "")).get(COOKIE)
    return f"{COOKIE}={look}" if look else ""


def is_secure(environ: Mapping[str, Any]) -> bool:
    """Whether a request came over TLS, as Django sees it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        if name in environ:
            return str(environ[name]).split(",", 1)[0].strip() == secure
    return environ.get("wsgi.url_scheme") == "https"


def _must_be_secure(environ: Mapping[str, Any]) -> bool:
    """Whether Django is to lead the visitor to HTTPS first."""
    return settings.SECURE_SSL_REDIRECT and not is_secure(environ)


def _query_named(query: str) -> str | None:
    """The query as a part of a file's name; None when it holds anything that kept pages know nothing of."""
    if not query:
        return ""
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if not _FOREIGN.fullmatch(pair[0])]
    if len(pairs) > len(settings.PAGE_CACHE_QUERY) or len({name for name, _ in pairs}) < len(pairs):
        return None
    if any(name not in settings.PAGE_CACHE_QUERY or not _VALUE.fullmatch(value) for name, value in pairs):
        return None
    return "".join(f"@{name}={value}" for name, value in sorted(pairs))
