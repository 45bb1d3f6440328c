"""Views for whoever has signed in; what they answer is for that person alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from community.core.responses import private
from engagement.models import Petition, PetitionIndexPage

Params = ParamSpec("Params")
ResidentView = Callable[Concatenate[PetitionIndexPage, HttpRequest, Petition, Params], HttpResponse]


def for_resident(view: ResidentView[Params]) -> ResidentView[Params]:
    """Send strangers to the login, which brings them back here, and keep the answer out of caches."""

    @wraps(view)
    def wrapped(
        page: PetitionIndexPage, request: HttpRequest, petition: Petition, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        if not request.user.is_authenticated:
            return private(redirect_to_login(request.path))
        return private(view(page, request, petition, *args, **kwargs))

    return wrapped
