"""How the views of polls answer: pages with a status, privacy where something personal is on them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from engagement.models import Poll, PollIndexPage

Params = ParamSpec("Params")
PollView = Callable[Concatenate[PollIndexPage, HttpRequest, Poll, Params], HttpResponse]
SlugView = Callable[Concatenate[PollIndexPage, HttpRequest, str, Params], HttpResponse]


class SeeOther(HttpResponseRedirect):
    """After a POST: go and GET that."""

    status_code = 303


def answer(
    page: PollIndexPage, request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """Render ``engagement/<template>.html`` with the context of ``page``."""
    response: TemplateResponse = page.render(request, template=f"engagement/{template}.html", context_overrides=context)
    response.status_code = status
    return response


def with_poll(view: PollView[Params]) -> SlugView[Params]:
    """Give ``view`` the published poll of the address, or say kindly that there is none."""

    @wraps(view)
    def wrapped(
        page: PollIndexPage, request: HttpRequest, slug: str, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        poll = Poll.objects.visible().filter(slug=slug).first()
        if poll is None:
            return answer(page, request, "poll_unknown", {}, status=404)
        return view(page, request, poll, *args, **kwargs)

    return wrapped


def private(response: HttpResponse, *, keep_address: bool = False) -> HttpResponse:
    """Keep a response out of caches and search engines; with ``keep_address`` its address out of Referer as well.

    Not ``no-referrer``: under it browsers send ``Origin: null`` with the form, which Django rightly refuses.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if keep_address:
        response["Referrer-Policy"] = "strict-origin"
    return response
