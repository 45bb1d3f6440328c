"""Answers that pages with forms share, those that programs of other sites read, and files drawn for everybody."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

from community.core.headers.standard import Response, for_other_sites

HOUR = 3600

# Seconds that public data may be old: a counter elsewhere asks about as often.
FRESH = 15


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


def open_to_programs(response: Response) -> Response:
    """Let any site read a public response for a quarter of a minute, and keep it out of search engines."""
    response["X-Robots-Tag"] = "noindex"
    # A browser asks for this before it hands the answer to another site's page.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def open_json(request: HttpRequest, fields: dict[str, Any]) -> HttpResponse:
    """Public data as JSON, or «not modified» to whoever has them already."""
    response = open_to_programs(JsonResponse(fields, json_dumps_params={"ensure_ascii": False}))
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def drawn_file(
    request: HttpRequest, *, shown: str, draw: Callable[[], bytes], content_type: str, file_name: str
) -> HttpResponse:
    """A file drawn for everybody alike: once for each ``shown``, which names whatever stands in it."""
    etag = f'"{hashlib.sha256(f"{file_name}|{shown}".encode()).hexdigest()[:32]}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return for_other_sites(kept_an_hour(unchanged))
    with translation.override(settings.LANGUAGE_CODE):
        content = cache.get_or_set(f"drawn:{etag}", draw, HOUR)
    headers = {"Content-Disposition": f'inline; filename="{file_name}"', "ETag": etag}
    return for_other_sites(kept_an_hour(HttpResponse(content, content_type=content_type, headers=headers)))


def kept_an_hour(response: Response) -> Response:
    """Let caches of all kinds keep what is the same for everybody."""
    patch_cache_control(response, public=True, max_age=HOUR)
    return response
