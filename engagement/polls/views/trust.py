"""How a poll can be checked: the page for people and the data for programs; the same for everybody."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse

from community.core.responses import open_json
from engagement.models import Poll, PollEvent, PollIndexPage
from engagement.polls.digests import FORMAT
from engagement.polls.integrity import PollNumbers, poll_numbers, public_events, seals_of
from engagement.polls.selectors import results_for
from engagement.polls.views.of_address import with_poll
from engagement.responses import answer


@with_poll
def poll_trust(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """How votes are protected, and the numbers and digests by which anybody checks that; never the results."""
    context = {
        "poll": poll,
        "numbers": poll_numbers(poll),
        "events": public_events(poll),
        "seals": seals_of(poll),
        "data_address": f"{page.full_url}{page.reverse_subpage('poll_json', kwargs={'slug': poll.slug})}",
    }
    return answer(page, request, "poll_trust", context)


@with_poll
def poll_json(page: PollIndexPage, request: HttpRequest, poll: Poll) -> HttpResponse:
    """Everything public about a poll, counted from the votes now; described in docs/features/poll-integrity.md."""
    numbers = poll_numbers(poll)
    return open_json(
        request,
        {
            "format": FORMAT,
            "poll": poll.pk,
            "question": poll.question,
            "kind": poll.kind,
            "max_choices": poll.max_choices,
            "opens_at": poll.opens_at,
            "closes_at": poll.closes_at,
            "planned_closes_at": poll.planned_closes_at,
            "early_end_reason": poll.early_end_reason or None,
            "status": poll.status.value,
            "results_promise": poll.results_promise,
            **_tallies(poll, numbers),
            "numbers": _numbers(numbers),
            "events": [_event(event) for event in public_events(poll)],
            "seals": list(seals_of(poll).values("sealed_at", "voters", "receipts_digest", "tallies_digest")),
        },
    )


def _tallies(poll: Poll, numbers: PollNumbers) -> dict[str, Any]:
    """The answers, with their votes where the promise lets anybody see them."""
    results = results_for(poll, voted=False)
    if results is None:
        options = [{"id": option.pk, "text": option.text, "votes": None} for option in poll.options.all()]
        return {"voters": numbers.total.confirmed, "options": options}
    rows = [{"id": row.option.pk, "text": row.option.text, "votes": row.votes} for row in results.rows]
    return {"voters": results.voters, "options": rows}


def _numbers(numbers: PollNumbers) -> dict[str, Any]:
    days = [{"day": day, **asdict(row)} for day, row in numbers.days.items()]
    return {"total": asdict(numbers.total), "days": days}


def _event(event: PollEvent) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "at": event.at,
        "votes": event.votes,
        "cause": event.invalidation.cause if event.invalidation else None,
        "reason": event.reason or None,
    }
