"""Answers that pages with forms share, and those that programs of other sites read."""

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

Response = TypeVar("Response", bound=HttpResponseBase)

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
