"""Answers that views of several apps give alike."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control

Response = TypeVar("Response", bound=HttpResponseBase)
HOUR = 3600


class SeeOther(HttpResponseRedirect):
    """After a POST: go and GET that."""

    status_code = 303


def private(response: Response, *, keep_address: bool = False) -> Response:
    """Keep a response out of caches and search engines; with ``keep_address`` its address out of Referer as well.

    Not ``no-referrer``: under it browsers send ``Origin: null`` with the form, which Django rightly refuses.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if keep_address:
        response["Referrer-Policy"] = "strict-origin"
    return response


def drawn_file(
    request: HttpRequest, *, shown: str, draw: Callable[[], bytes], content_type: str, file_name: str
) -> HttpResponse:
    """A file drawn for everybody alike: once for each ``shown``, which names whatever stands in it."""
    etag = f'"{hashlib.sha256(f"{file_name}|{shown}".encode()).hexdigest()[:32]}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return kept_an_hour(unchanged)
    with translation.override(settings.LANGUAGE_CODE):
        content = cache.get_or_set(f"drawn:{etag}", draw, HOUR)
    headers = {"Content-Disposition": f'inline; filename="{file_name}"', "ETag": etag}
    return kept_an_hour(HttpResponse(content, content_type=content_type, headers=headers))


def kept_an_hour(response: Response) -> Response:
    """Let caches of all kinds keep what is the same for everybody."""
    patch_cache_control(response, public=True, max_age=HOUR)
    return response
