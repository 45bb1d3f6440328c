"""How views below a page answer: pages with a status, privacy where something personal is on them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from wagtail.models import Page


class SeeOther(HttpResponseRedirect):
    """After a POST: go and GET that."""

    status_code = 303


def answer(
    page: Page, request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """Render ``engagement/<template>.html`` with the context of ``page``."""
    response: TemplateResponse = page.render(request, template=f"engagement/{template}.html", context_overrides=context)
    response.status_code = status
    return response


def private(response: HttpResponse, *, keep_address: bool = False) -> HttpResponse:
    """Keep a response out of caches and search engines; with ``keep_address`` its address out of Referer as well.

    Not ``no-referrer``: under it browsers send ``Origin: null`` with the form, which Django rightly refuses.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if keep_address:
        response["Referrer-Policy"] = "strict-origin"
    return response
