"""What visitors get while the database is away: kept pages, and for all else an honest notice."""

import sys
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error as django_server_error

from community.core.media.full_disk import full_disk_answer, is_full_disk
from community.core.page_cache.keys import key_of
from community.core.page_cache.recording import shown_to_all
from community.core.page_cache.shelf import shelf

OUTAGE_PATH = "/tymchasovo-nedostupno/"
# Seconds after which a browser or a crawler may ask again.
RETRY_AFTER = "60"


def outage_notice(request: HttpRequest) -> HttpResponse:
    """The notice as a page like any other, kept for the hour when nothing can be made."""
    shown_to_all()
    return render(request, "outage.html")


def server_error(request: HttpRequest) -> HttpResponseBase:
    """What Django asks for after an exception: the notice of what is away or full, else the page of mistakes."""
    trouble = sys.exc_info()[1]
    if isinstance(trouble, (OperationalError, InterfaceError)):
        return notice(request)
    if is_full_disk(trouble):
        return full_disk_answer(request)
    return django_server_error(request)


def notice(request: HttpRequest) -> HttpResponse:
    """The kept notice, or one that needs nothing."""
    host = urlsplit(settings.SITE_URL).netloc
    environ = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": OUTAGE_PATH, "QUERY_STRING": "", "HTTP_COOKIE": ""}
    key = key_of(environ) or key_of({**environ, "HTTP_HOST": host})
    entry = shelf().find(key) if key and settings.PAGE_CACHE else None
    content = entry.body if entry else render_to_string("503.html").encode()
    response = HttpResponse(content, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = RETRY_AFTER
    response["Cache-Control"] = "no-store"
    return response
