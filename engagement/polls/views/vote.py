from typing import Any

from django.http import HttpRequest, HttpResponse

from community.core import captcha
from community.core.network import client_address, network_prefix
from community.core.responses import SeeOther, private
from community.core.screening import ASKED_FIELD, captcha_context
from engagement.models import EngagementSettings, Poll, PollIndexPage
from engagement.models.poll import PollStatus
from engagement.polls.forms import VoteForm
from engagement.polls.screening import vote_asks_captcha, vote_screen
from engagement.polls.services.voting import vote_cast
from engagement.polls.views.of_address import with_poll
from engagement.responses import answer


@with_poll
def vote(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """The way of a vote: choose and give an address, check, send. Only sending writes."""
    if not poll.is_running:
        # Not yet is a conflict that time solves; no more is gone for good.
        status = 410 if poll.status == PollStatus.CLOSED else 409
        return private(answer(page, request, "vote_refused", {"poll": poll}, status=status))
    if request.method != "POST":
        form = _form(request, poll, initial={"choice": request.GET.getlist("choice")})
        return private(answer(page, request, "vote_form", {"poll": poll, "form": form}))
    form = _form(request, poll, data=request.POST)
    step = request.POST.get("step")
    if not form.is_valid() or step == "edit":
        status = 200 if form.is_valid() else 422
        return private(answer(page, request, "vote_form", {"poll": poll, "form": form}, status=status))
    return _send(page, request, form) if step == "send" else _check(page, request, form)


def _form(request: HttpRequest, poll: Poll, **values: Any) -> VoteForm:
    names = EngagementSettings.for_request(request).settlement_names if poll.asks_settlement else ()
    return VoteForm(poll=poll, settlements=names, **values)


def _check(
    page: PollIndexPage, request: HttpRequest, form: VoteForm, *, error: Any = "", status: int = 200
) -> HttpResponse:
    address = client_address(request)
    asked = vote_asks_captcha(network_prefix(address), address=address)
    context = {"poll": form.poll, "form": form, "error": error, **captcha_context(request, asked=asked)}
    return private(answer(page, request, "vote_check", context, status=status))


def _send(page: PollIndexPage, request: HttpRequest, form: VoteForm) -> HttpResponse:
    address = client_address(request)
    network = network_prefix(address)
    screening = vote_screen(
        poll=form.poll,
        email=form.cleaned_data["email"],
        network=network,
        address=address,
        token=request.POST.get(captcha.FIELD_NAME, ""),
        was_asked=ASKED_FIELD in request.POST,
    )
    if screening.error:
        return _check(page, request, form, error=screening.error, status=screening.status)
    reference = vote_cast(
        poll=form.poll,
        email=form.cleaned_data["email"],
        options=form.cleaned_data["choice"],
        network=network,
        settlement=form.cleaned_data.get("settlement", ""),
        flag_reason=screening.flag_reason,
    )
    return SeeOther(page.sub_url("letter_sent", request, slug=form.poll.slug, reference=reference))
