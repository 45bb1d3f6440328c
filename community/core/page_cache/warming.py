"""Pages made before anybody asks: what was just published, and where it shows first."""

import io
import logging
import sys
from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils import timezone, translation
from wagtail.models import Page, Site

from community.core.page_cache.keys import key_of
from community.core.page_cache.outage import OUTAGE_PATH
from community.core.page_cache.shelf import shelf

logger = logging.getLogger(__name__)

# Of many pages changed at once the rest are made when they are asked for.
AT_ONCE = 3


def warm(page_ids: Iterable[int]) -> None:
    """Make the pages, their lists, feeds and the front page anew, where they are not kept."""
    if not shelf().root.is_dir():
        return
    try:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is not None:
            for path in dict.fromkeys([*_addresses(page_ids), "/", OUTAGE_PATH]):
                page_make(_root_url(site), path)
    except Exception:
        # They are made when they are asked for.
        logger.exception("Pages could not be made beforehand")


def _root_url(site: Site) -> str:
    """As visitors come to it: Wagtail knows a host and a port, not who speaks TLS in front of the site."""
    return settings.SITE_URL if urlsplit(settings.SITE_URL).hostname == site.hostname else site.root_url


def _addresses(page_ids: Iterable[int]) -> Iterable[str]:
    for page in Page.objects.live().filter(pk__in=list(page_ids)[:AT_ONCE]).specific():
        found = getattr(page, "shown_first_at", None)
        yield from found() if found else ()


def page_make(root_url: str, path: str) -> None:
    """Ask for ``path`` as a visitor without cookies does, unless it is kept; the middleware keeps the answer."""
    environ = _environ(root_url, path)
    key = key_of(environ)
    if key is None or shelf().find(key):
        return
    # The person who publishes may read the admin in another language.
    with translation.override(settings.LANGUAGE_CODE), timezone.override(settings.TIME_ZONE):
        _handler().get_response(WSGIRequest(environ))


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _environ(root_url: str, path: str) -> dict[str, Any]:
    address = urlsplit(root_url)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": address.netloc,
        "SERVER_NAME": address.hostname or "localhost",
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    if settings.SECURE_PROXY_SSL_HEADER and address.scheme == "https":
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        environ[name] = secure
    return environ
