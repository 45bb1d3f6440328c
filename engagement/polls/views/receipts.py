"""Receipts: the public list by hash, the same list for programs, and the private question «is mine there?»."""

import json
import re
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from community.core.limits import HOUR, Limit, limit_hit
from community.core.network import client_address, network_prefix
from community.core.responses import open_to_programs, private
from engagement.models import Poll, PollIndexPage, Vote
from engagement.polls.digests import CHUNK, FORMAT
from engagement.polls.forms import ReceiptForm
from engagement.polls.integrity import listed_receipts, receipt_place, receipts_page, seals_of
from engagement.polls.views.of_address import with_poll
from engagement.polls.vote_secrets import receipt_hash
from engagement.responses import answer

# Per network; a receipt cannot be guessed anyway.
TRIES = Limit("receipt-tries", 60, HOUR)
# The beginning of a hash, or a whole one.
KEY = re.compile(r"[0-9a-f]{1,64}", re.ASCII)


@with_poll
def receipt_list(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """The hashes in their own order, which tells nothing of when and by whom."""
    asked = request.GET.get("after", "")
    after = asked if KEY.fullmatch(asked) else ""
    context = {
        "poll": poll,
        "receipts": receipts_page(poll, after=after),
        "is_first": not after,
        "is_sealed": seals_of(poll).exists(),
        "beginnings": "0123456789abcdef",
    }
    response = answer(page, request, "receipts", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@with_poll
def receipts_json(page: PollIndexPage, request: HttpRequest, poll: Poll) -> StreamingHttpResponse:
    """The whole list; of a sealed poll the lines of its digest. However long, it is never held in memory."""
    hashes = listed_receipts(poll).values_list("receipt_hash", flat=True)
    head = {"format": FORMAT, "poll": poll.pk, "sealed": seals_of(poll).exists()}
    return open_to_programs(StreamingHttpResponse(_list(head, hashes), content_type="application/json"))


@with_poll
def receipt_check(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """«My vote is in»: by POST, so that the receipt is in no address; never how or when it was cast."""
    if request.method != "POST":
        return private(answer(page, request, "receipt_check", {"poll": poll, "form": ReceiptForm()}))
    form = ReceiptForm(request.POST)
    if not limit_hit(TRIES, network_prefix(client_address(request))):
        form.add_error("receipt", _("Too many tries from your network. Please come back in an hour."))
        return _check_page(page, request, poll, form, status=429)
    if not form.is_valid():
        return _check_page(page, request, poll, form, status=422)
    return _found(page, request, poll, form)


def _found(page: PollIndexPage, request: HttpRequest, poll: Poll, form: ReceiptForm) -> HttpResponse:
    mine = receipt_hash(poll_id=poll.pk, receipt=form.cleaned_data["receipt"])
    vote = poll.votes.filter(receipt_hash=mine).select_related("poll", "invalidation").first()
    if vote is None:
        return _check_page(page, request, poll, form, unknown=True, status=404)
    place = receipt_place(vote)
    return _check_page(page, request, poll, form, vote=vote, place=place, hash=mine)


def _check_page(
    page: PollIndexPage, request: HttpRequest, poll: Poll, form: ReceiptForm, *, status: int = 200, **found: object
) -> HttpResponse:
    return private(answer(page, request, "receipt_check", {"poll": poll, "form": form, **found}, status=status))


def _list(head: dict[str, object], hashes: QuerySet[Vote, str | None]) -> Iterator[str]:
    """JSON with one hash a line: people open it too."""
    yield json.dumps(head)[:-1] + ', "receipts": ['
    separator = "\n"
    for one in hashes.iterator(CHUNK):
        yield f"{separator}{json.dumps(one)}"
        separator = ",\n"
    yield "\n]}\n"
