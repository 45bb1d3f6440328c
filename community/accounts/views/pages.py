"""What every page of an account has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from community.accounts.adapter import TOO_MANY_PASSWORDS
from community.core.responses import private

View = Callable[..., HttpResponseBase]


def account_page(view: View) -> View:
    """Keep a page of allauth's or ours out of caches, and answer a form that came back with 422 or 429, not 200."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and isinstance(response, TemplateResponse):
            response.status_code = form_status((response.context_data or {}).get("form"))
        return private(response, keep_address=True)

    return wrapped


def writing(view: View) -> View:
    """Write all of what a POST writes, letters included, or nothing; other methods need no transaction."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped


def form_status(form: Any) -> int:
    """The status of a page that shows ``form``."""
    if form is None or not form.errors:
        return 200
    return 429 if form.has_error(NON_FIELD_ERRORS, TOO_MANY_PASSWORDS) else 422
