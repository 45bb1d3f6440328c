"""What an address of the admin may hold and no screen ever sends: a number that is none, a page that is not there.

Wagtail takes some of it without looking and breaks; nobody is helped by a page that says the site is broken.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.paginator import InvalidPage
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]
# Nothing but a value of the address can be the reason.
OF_VALUES = (OverflowError, DataError, InvalidPage)
# Said of a value that the message quotes.
QUOTING = (ValueError, NoReverseMatch)


def admin_queries_middleware(get_response: Handler) -> Handler:
    """Answer 400, and say in the log what broke, where a query of the admin could not be read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_unreadable(request, exception):
            return None
        logger.warning("A query of the admin could not be read: %s", type(exception).__name__, exc_info=exception)
        return bad_request(request, exception)

    with_hook: Any = middleware
    with_hook.process_exception = process_exception
    return with_hook


def is_unreadable(request: HttpRequest, exception: Exception) -> bool:
    """Whether ``exception`` tells of what was asked for by an address, and not of a fault of ours."""
    if request.method != "GET" or not request.path.startswith(reverse("wagtailadmin_home")):
        return False
    values = [value for _name, several in request.GET.lists() for value in several]
    return bool(values) and (isinstance(exception, OF_VALUES) or _quotes(exception, values))


def _quotes(exception: Exception, values: list[str]) -> bool:
    return isinstance(exception, QUOTING) and any(repr(value) in str(exception) for value in values)
