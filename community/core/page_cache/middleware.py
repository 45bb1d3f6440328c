import logging
import sqlite3
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from community.core.headers.standard import HSTS, transport_headers
from community.core.page_cache.answering import seen_to_be_own
from community.core.page_cache.headers import CACHE_CONTROL, plain_headers
from community.core.page_cache.keys import PageKey, brings_own, key_of
from community.core.page_cache.recording import Recording, recording
from community.core.page_cache.shelf import shelf

Handler = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)

# They say how an answer travels, and nothing of the page.
_OF_TRANSPORT = frozenset({"content-length", "vary", "set-cookie", "x-request-id", HSTS.lower()})


def page_cache_middleware(get_response: Handler) -> Handler:
    """Keep what a view calls the same for everybody, and is: the outermost, so that every header is known here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = key_of(request.META) if settings.PAGE_CACHE and request.method == "GET" else None
        if key is None or brings_own(request.META):
            return get_response(request)
        try:
            begun = shelf().begin()
        except (OSError, sqlite3.Error):
            # A full disk, as SQLite has it too.
            return get_response(request)
        with recording() as made:
            response = get_response(request)
        if made.is_for_all and _is_for_all(request, response):
            _keep(key, response, made, begun)
        else:
            seen_to_be_own(key)
        return response

    return middleware


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in control
        and "private" not in control
        and not getattr(request, "is_preview", False)
        # What did not ask who is there is the same for those who have signed in.
        and not _asks_who_is_there(request)
        # A token of protection: the page holds a form that belongs to one visitor.
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and _varies_by(response) <= {"cookie", "accept-encoding"}
    )


def _asks_who_is_there(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return session is not None and session.accessed


def _varies_by(response: HttpResponse) -> set[str]:
    return {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name.strip()}


def _keep(key: PageKey, response: HttpResponse, made: Recording, begun: int) -> None:
    response.headers.setdefault("Cache-Control", CACHE_CONTROL)
    headers = {name: value for name, value in response.items() if name.lower() not in _OF_TRANSPORT}
    # Whoever it was made for may have come without TLS; ``answer`` knows how each reader has come.
    headers |= transport_headers()
    is_plain = headers == plain_headers()
    try:
        shelf().put(key, headers=None if is_plain else headers, body=response.content, tags=made.tags, begun=begun)
    except Exception:
        # A full disk is no reason to leave a visitor without the page.
        logger.exception("A page could not be kept")
