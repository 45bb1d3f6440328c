"""The petition of the address, for every view that begins with one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from community.core.page_cache.recording import depends_on
from community.core.page_cache.values import kept_value
from engagement.models import Petition, PetitionIndexPage
from engagement.responses import answer

Params = ParamSpec("Params")
PetitionView = Callable[Concatenate[PetitionIndexPage, HttpRequest, Petition, Params], HttpResponse]
SlugView = Callable[Concatenate[PetitionIndexPage, HttpRequest, str, Params], HttpResponse]


def with_petition(view: PetitionView[Params]) -> SlugView[Params]:
    """Give ``view`` the published petition of the address with its count and answer, or say that there is none."""

    @wraps(view)
    def wrapped(
        page: PetitionIndexPage, request: HttpRequest, slug: str, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        try:
            petition = kept_value(f"petition@{slug}", lambda: _published(slug))
        except Petition.DoesNotExist:
            return answer(page, request, "petitions/unknown", {}, status=404)
        return view(page, request, petition, *args, **kwargs)

    return wrapped


def _published(slug: str) -> Petition:
    petition = Petition.objects.published().select_related("count", "head_answer__document").get(slug=slug)
    depends_on(f"petition:{petition.pk}")
    return petition
