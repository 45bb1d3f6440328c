"""Answers that pages with forms share."""

from typing import TypeVar

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


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
