from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from community.core.limits import limit_hit, limit_reached
from community.core.network import client_address, network_prefix
from community.core.responses import SeeOther, private
from engagement.models import Poll, PollIndexPage, Vote
from engagement.polls.forms import CodeForm
from engagement.polls.limits import CODES_OF_LETTER, CODES_OF_NETWORK
from engagement.polls.selectors import results_for
from engagement.polls.services.voting import Confirmation, confirmation_refusal, vote_confirm, vote_confirm_by_code
from engagement.polls.views.of_address import with_poll
from engagement.polls.vote_secrets import token_hash
from engagement.responses import answer

REFUSALS = {Confirmation.EXPIRED, Confirmation.CLOSED}


@with_poll
def letter_sent(page: PollIndexPage, request: HttpRequest, poll: Poll, reference: UUID) -> HttpResponse:
    """«Look into your mail», with a field for the code; looks the same whatever ``reference`` is."""
    if request.method != "POST":
        return _code_page(page, request, poll, CodeForm())
    form = CodeForm(request.POST)
    network = network_prefix(client_address(request))
    if limit_reached(CODES_OF_LETTER, str(reference)) or not limit_hit(CODES_OF_NETWORK, network):
        form.add_error("code", _("Too many attempts. Use the button in the letter, or vote again to get a new one."))
        return _code_page(page, request, poll, form, status=429)
    if not form.is_valid():
        return _code_page(page, request, poll, form, status=422)
    outcome, vote = vote_confirm_by_code(poll=poll, reference=reference, code=form.cleaned_data["code"])
    if vote is None:
        limit_hit(CODES_OF_LETTER, str(reference))
        form.add_error("code", _("This code does not fit. Compare it with the latest letter, digit by digit."))
        return _code_page(page, request, poll, form, status=422)
    return _outcome_page(page, request, vote, outcome)


@with_poll
def confirm(page: PollIndexPage, request: HttpRequest, poll: Poll, token: str) -> HttpResponse:
    """Where the letter's button leads. GET shows, since mail scanners open links; POST counts."""
    vote = Vote.objects.filter(poll=poll, token_hash=token_hash(token)).select_related("poll").first()
    if vote is None:
        return private(answer(page, request, "link_unknown", {"poll": poll}, status=404), keep_address=True)
    if request.method == "POST":
        outcome = vote_confirm(vote=vote)
        if outcome == Confirmation.COUNTED:
            return private(SeeOther(request.path), keep_address=True)
        return _outcome_page(page, request, vote, outcome)
    if not vote.is_pending:
        return _outcome_page(page, request, vote, Confirmation.COUNTED)
    refusal = confirmation_refusal(vote)
    if refusal:
        return _outcome_page(page, request, vote, refusal)
    chosen = [choice.option for choice in vote.choices.select_related("option").order_by("option__sort_order")]
    return private(answer(page, request, "confirm", {"poll": poll, "chosen": chosen}), keep_address=True)


def _outcome_page(page: PollIndexPage, request: HttpRequest, vote: Vote, outcome: Confirmation) -> HttpResponse:
    refused = outcome in REFUSALS
    context = {
        "poll": vote.poll,
        "vote": vote,
        "outcome": outcome.value,
        "results": None if refused else results_for(vote.poll, voted=True),
    }
    template = "confirm_refused" if refused else "counted"
    response = answer(page, request, template, context, status=410 if refused else 200)
    return private(response, keep_address=True)


def _code_page(
    page: PollIndexPage, request: HttpRequest, poll: Poll, form: CodeForm, *, status: int = 200
) -> HttpResponse:
    response = answer(page, request, "letter_sent", {"poll": poll, "form": form}, status=status)
    return private(response, keep_address=True)
