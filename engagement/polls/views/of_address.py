"""The poll of the address, for every view that begins with one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from engagement.models import Poll, PollIndexPage
from engagement.responses import answer

Params = ParamSpec("Params")
PollView = Callable[Concatenate[PollIndexPage, HttpRequest, Poll, Params], HttpResponseBase]
SlugView = Callable[Concatenate[PollIndexPage, HttpRequest, str, Params], HttpResponseBase]


def with_poll(view: PollView[Params]) -> SlugView[Params]:
    """Give ``view`` the published poll of the address, or say kindly that there is none."""

    @wraps(view)
    def wrapped(
        page: PollIndexPage, request: HttpRequest, slug: str, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponseBase:
        poll = Poll.objects.visible().filter(slug=slug).first()
        if poll is None:
            return answer(page, request, "poll_unknown", {}, status=404)
        return view(page, request, poll, *args, **kwargs)

    return wrapped
