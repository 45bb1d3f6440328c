"""How the views of polls answer: pages with a status."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from engagement.models import Poll, PollIndexPage

Params = ParamSpec("Params")
PollView = Callable[Concatenate[PollIndexPage, HttpRequest, Poll, Params], HttpResponse]
SlugView = Callable[Concatenate[PollIndexPage, HttpRequest, str, Params], HttpResponse]


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
