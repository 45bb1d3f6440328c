from django.http import HttpRequest, HttpResponse

from community.core.responses import SeeOther, private
from engagement.models import Poll, PollIndexPage, Vote
from engagement.models.vote import VoteState
from engagement.polls.selectors import results_after_vote
from engagement.polls.services.cancelling import pending_vote_cancel, vote_cancel, vote_cancellable
from engagement.polls.services.voting import Confirmation, confirmation_refusal, vote_confirm
from engagement.polls.views.of_address import with_poll
from engagement.polls.vote_secrets import token_hash
from engagement.responses import answer

# What a page says when nothing was or will be counted by this link.
REFUSALS = {Confirmation.EXPIRED, Confirmation.CLOSED, Confirmation.CANCELLED}


@with_poll
def confirm(page: PollIndexPage, request: HttpRequest, poll: Poll, token: str) -> HttpResponse:
    """Where the letter's button leads. GET shows, since mail scanners open links; POST counts or takes back."""
    vote = poll.votes.filter(token_hash=token_hash(token)).first()
    if vote is None:
        return private(answer(page, request, "link_unknown", {"poll": poll}, status=404), keep_address=True)
    if request.method != "POST":
        return _show(page, request, vote)
    if request.POST.get("step") == "cancel":
        return _cancel(page, request, vote)
    outcome = vote_confirm(vote=vote)
    if outcome == Confirmation.COUNTED:
        return private(SeeOther(request.path), keep_address=True)
    return outcome_page(page, request, vote, outcome)


def outcome_page(
    page: PollIndexPage, request: HttpRequest, vote: Vote, outcome: Confirmation, *, by_link: bool = True
) -> HttpResponse:
    """What came of a confirmation. ``by_link``: the address of the page is the letter's, so the vote can be changed."""
    refused = outcome in REFUSALS
    context = {
        "poll": vote.poll,
        "vote": vote,
        "outcome": outcome.value,
        "results": None if refused else results_after_vote(vote.poll),
        "cancellable": vote_cancellable(vote),
        "by_link": by_link,
        # Before the end of the poll nobody learns from here what became of a vote.
        "decision": vote.state if vote.poll.is_closed else VoteState.CONFIRMED,
    }
    template = "confirm_refused" if refused else "counted"
    response = answer(page, request, template, context, status=410 if refused else 200)
    return private(response, keep_address=True)


def _show(page: PollIndexPage, request: HttpRequest, vote: Vote) -> HttpResponse:
    """The page of a link as its vote stands; writes nothing."""
    if vote.is_cancelled:
        return outcome_page(page, request, vote, Confirmation.CANCELLED)
    if not vote.is_pending:
        if "cancel" in request.GET and vote_cancellable(vote):
            return private(answer(page, request, "vote_cancel", {"poll": vote.poll, "vote": vote}), keep_address=True)
        return outcome_page(page, request, vote, Confirmation.COUNTED)
    refusal = confirmation_refusal(vote)
    if refusal:
        return outcome_page(page, request, vote, refusal)
    chosen = [choice.option for choice in vote.choices.select_related("option").order_by("option__sort_order")]
    return private(answer(page, request, "confirm", {"poll": vote.poll, "chosen": chosen}), keep_address=True)


def _cancel(page: PollIndexPage, request: HttpRequest, vote: Vote) -> HttpResponse:
    """Take the vote back as it stands by now: it may have been confirmed since the person saw it."""
    if vote.is_pending:
        pending_vote_cancel(poll=vote.poll, reference=vote.reference)
        left = Vote.objects.filter(pk=vote.pk).select_related("poll").first()
        return (
            outcome_page(page, request, left, Confirmation.ALREADY_COUNTED)
            if left
            else _taken_back(page, request, vote)
        )
    if vote_cancel(vote=vote):
        return _taken_back(page, request, vote)
    vote.refresh_from_db()
    if vote.is_cancelled:
        return outcome_page(page, request, vote, Confirmation.CANCELLED)
    response = answer(page, request, "vote_cancel_refused", {"poll": vote.poll}, status=409)
    return private(response, keep_address=True)


def _taken_back(page: PollIndexPage, request: HttpRequest, vote: Vote) -> HttpResponse:
    return private(answer(page, request, "vote_cancelled", {"poll": vote.poll}), keep_address=True)
