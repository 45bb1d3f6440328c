"""Views for whoever writes petitions: a proven resident, before a petition of one's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from community.accounts.models import User
from community.accounts.selectors import proofs_missing
from community.core.network import client_address, network_prefix
from community.core.responses import private
from engagement.models import Petition, PetitionIndexPage
from engagement.models.petition import TEXT_LENGTH, TITLE_LENGTH
from engagement.petitions.limits import text_kept_hit
from engagement.responses import answer

Params = ParamSpec("Params")
PageView = Callable[Concatenate[PetitionIndexPage, HttpRequest, Params], HttpResponse]
OwnView = Callable[Concatenate[PetitionIndexPage, HttpRequest, Petition, Params], HttpResponse]
ReferenceView = Callable[Concatenate[PetitionIndexPage, HttpRequest, UUID, Params], HttpResponse]

TYPED = "petition_typed"


def for_author(view: PageView[Params]) -> PageView[Params]:
    """Let proven residents through, tell others what to do first; what they typed waits for them in the session."""

    @wraps(view)
    def wrapped(
        page: PetitionIndexPage, request: HttpRequest, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        missing = proofs_missing(request.user) if request.user.is_authenticated else []
        if request.user.is_authenticated and not missing:
            return private(view(page, request, *args, **kwargs))
        typed = _typed_in(request) if request.method == "POST" else {}
        kept = _typed_keep(request, typed) if typed else bool(typed_before(request))
        # Where there is no room for it, it is shown, to be copied.
        context = {"missing": missing, "kept": kept, "typed": not kept and typed, "back": request.get_full_path()}
        return private(answer(page, request, "petitions/gate", context, status=403))

    return wrapped


def with_own_petition(view: OwnView[Params]) -> ReferenceView[Params]:
    """Give ``view`` the author's own petition; of others' it is not even said that they exist."""

    @for_author
    @wraps(view)
    def wrapped(
        page: PetitionIndexPage, request: HttpRequest, reference: UUID, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        own = Petition.objects.filter(author=author_of(request), reference=reference)
        petition = own.select_related("count", "ground").first()
        if petition is None:
            return answer(page, request, "petitions/not_own", {}, status=404)
        return view(page, request, petition, *args, **kwargs)

    return wrapped


def author_of(request: HttpRequest) -> User:
    """Whoever asks, behind :func:`for_author`."""
    return cast("User", request.user)


def typed_before(request: HttpRequest) -> dict[str, Any]:
    """What was typed at this address before the login; nothing if there is none."""
    typed = request.session.get(TYPED, {})
    return typed["values"] if typed.get("path") == request.path else {}


def typed_forget(request: HttpRequest) -> None:
    """What was typed has been saved."""
    request.session.pop(TYPED, None)


def _typed_in(request: HttpRequest) -> dict[str, str]:
    # Room for what a form would refuse as too long, but not for anything at all.
    room = {"title": 2 * TITLE_LENGTH, "text": 2 * TEXT_LENGTH}
    return {name: request.POST[name][:length] for name, length in room.items() if request.POST.get(name)}


def _typed_keep(request: HttpRequest, typed: dict[str, str]) -> bool:
    # Anybody may send anything here, each time with another session: the table of them must not grow without end.
    if not request.user.is_authenticated and not text_kept_hit(network_prefix(client_address(request))):
        return False
    request.session[TYPED] = {"path": request.path, "values": typed}
    return True
