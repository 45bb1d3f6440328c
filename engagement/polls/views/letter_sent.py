from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from community.core.limits import limit_hit, limit_reached
from community.core.network import client_address, network_prefix
from community.core.responses import SeeOther, private
from engagement.models import Poll, PollIndexPage
from engagement.polls import limits
from engagement.polls.forms import CodeForm
from engagement.polls.services.cancelling import pending_vote_cancel
from engagement.polls.services.voting import Confirmation, vote_confirm_by_code, vote_letter_resend
from engagement.polls.views.confirm import outcome_page
from engagement.polls.views.of_address import with_poll
from engagement.responses import answer

# In the address after a letter was asked for again, so that to reload the page asks for nothing.
SENT_AGAIN = "znovu"


@with_poll
def letter_sent(page: PollIndexPage, request: HttpRequest, poll: Poll, reference: UUID) -> HttpResponse:
    """«Look into your mail», with a field for the code; looks the same whatever ``reference`` is."""
    if request.method != "POST":
        return _page(page, request, poll, CodeForm())
    step = request.POST.get("step")
    if step == "resend":
        return _resend(page, request, poll, reference)
    if step == "cancel":
        pending_vote_cancel(poll=poll, reference=reference)
        response = answer(page, request, "vote_cancelled", {"poll": poll, "unknown": True})
        return private(response, keep_address=True)
    return _code(page, request, poll, reference)


def _code(page: PollIndexPage, request: HttpRequest, poll: Poll, reference: UUID) -> HttpResponse:
    form = CodeForm(request.POST)
    network = network_prefix(client_address(request))
    if limit_reached(limits.CODES_OF_LETTER, str(reference)) or not limit_hit(limits.CODES_OF_NETWORK, network):
        form.add_error("code", _("Too many attempts. Use the button in the letter, or vote again to get a new one."))
        return _page(page, request, poll, form, status=429)
    if not form.is_valid():
        return _page(page, request, poll, form, status=422)
    outcome, vote = vote_confirm_by_code(poll=poll, reference=reference, code=form.cleaned_data["code"])
    if vote is None:
        limit_hit(limits.CODES_OF_LETTER, str(reference))
        form.add_error("code", _("This code does not fit. Compare it with the latest letter, digit by digit."))
        return _page(page, request, poll, form, status=422)
    return outcome_page(page, request, vote, outcome, by_link=False)


def _resend(page: PollIndexPage, request: HttpRequest, poll: Poll, reference: UUID) -> HttpResponse:
    if not poll.is_running:
        context = {"poll": poll, "outcome": Confirmation.CLOSED.value}
        return private(answer(page, request, "confirm_refused", context, status=410), keep_address=True)
    network = network_prefix(client_address(request))
    refused_until = limits.resend_refused(str(reference), network)
    if refused_until:
        return _page(page, request, poll, CodeForm(), status=429, refused_until=refused_until)
    vote_letter_resend(poll=poll, reference=reference, network=network)
    return private(SeeOther(f"{request.path}?{SENT_AGAIN}=1"), keep_address=True)


def _page(
    page: PollIndexPage, request: HttpRequest, poll: Poll, form: CodeForm, *, status: int = 200, **more: object
) -> HttpResponse:
    sent_again = SENT_AGAIN in request.GET and request.method != "POST"
    context = {"poll": poll, "form": form, "next_at": limits.resend_next() if sent_again else None, **more}
    return private(answer(page, request, "letter_sent", context, status=status), keep_address=True)
