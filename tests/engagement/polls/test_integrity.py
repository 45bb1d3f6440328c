"""The panel of a poll counts what happened to its votes, day by day, and tells nothing of how anybody voted."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement.models import Poll, PollIndexPage, Vote
from engagement.models.poll import ResultsPromise
from engagement.polls.integrity import NAMES, poll_numbers
from engagement.polls.services.cancelling import pending_vote_cancel, unconfirmed_votes_purge, vote_cancel
from engagement.polls.services.closing import poll_close_early, poll_look_early
from engagement.polls.services.review import invalidation_undo
from engagement.polls.services.voting import vote_confirm
from tests.engagement.polls.builders import OPTIONS, close, confirmed_vote, pending_vote, poll_make, text
from tests.engagement.polls.sealing import (
    PUBLIC_REASON,
    REASON,
    address,
    body,
    held_vote,
    invalidate,
    release,
    seal,
    staff_make,
)

pytestmark = pytest.mark.usefixtures("few_votes_decided")

NOON = timezone.now().replace(hour=10, minute=0, second=0, microsecond=0)


def data(client: Client, poll: Poll) -> dict[str, object]:
    found: dict[str, object] = json.loads(body(client, address(poll, "dani")))
    return found


def page(client: Client, poll: Poll) -> str:
    return text(client.get(address(poll, "dovira"))).partition("<main")[2].partition("</main>")[0]


def history(poll: Poll, dice: random.Random, days: int) -> Iterator[tuple[str, str]]:
    """Live through some days of a poll and say of each vote on which day it was sent and what became of it at last."""
    number = 0
    for day in range(days):
        with time_machine.travel(NOON + timedelta(days=day), tick=False):
            sent_on = timezone.localdate().isoformat()
            for _ in range(dice.randint(2, 5)):
                number += 1
                fate = dice.choice(["confirmed", "held", "waiting", "dropped", "cancelled", "invalidated"])
                live_through(poll, fate, number)
                yield sent_on, fate
            unconfirmed_votes_purge()


def live_through(poll: Poll, fate: str, number: int) -> None:
    email = f"person{number}@service{number}.example.com"
    if fate == "held":
        held_vote(poll, email)
        return
    vote = pending_vote(poll, email, number % 3)
    Vote.objects.filter(pk=vote.pk).update(letters_sent=1 + number % 2)
    if fate == "dropped":
        pending_vote_cancel(poll=poll, reference=vote.reference)
    elif fate != "waiting":
        vote_confirm(vote=vote)
        vote.refresh_from_db()
    if fate == "cancelled":
        assert vote_cancel(vote=vote)
    elif fate == "invalidated":
        invalidate(vote)


@pytest.mark.parametrize("seed", range(3))
def test_numbers_equal_an_independent_recount(seed: int, poll_index: PollIndexPage, client: Client) -> None:
    poll = poll_make(allows_changes=True, opens_at=NOON - timedelta(days=1), closes_at=NOON + timedelta(days=30))
    lived = list(history(poll, random.Random(seed), days=6))  # noqa: S311 - the same history each time
    with time_machine.travel(NOON + timedelta(days=5, hours=1), tick=False):
        today = timezone.localdate()
        numbers = poll_numbers(poll)
        shown = data(client, poll)["numbers"]
    expected: Counter[tuple[str, str]] = Counter()
    for day, fate in lived:
        # A link lives for two days.
        waits = (today - date.fromisoformat(day)).days < 2
        became = {"dropped": "cancelled", "waiting": "waiting" if waits else "expired"}.get(fate, fate)
        expected[day, became] += 1
    counted = Counter(
        {
            (day.isoformat(), name): getattr(row, name)
            for day, row in numbers.days.items()
            for name in NAMES
            if name != "letters" and getattr(row, name)
        }
    )
    assert counted == expected
    letters = sum(1 + number % 2 for number, (_day, fate) in enumerate(lived, 1) if fate != "held")
    assert numbers.total.letters == letters
    assert isinstance(shown, dict)
    assert sum(shown["total"][name] for name in NAMES if name != "letters") == len(lived)
    assert sum(day["letters"] for day in shown["days"]) == letters


def test_a_vote_of_half_past_midnight_belongs_to_the_kyiv_day(poll_index: PollIndexPage) -> None:
    poll = poll_make(closes_at=timezone.now() + timedelta(days=90))
    day = timezone.localdate() + timedelta(days=3)
    moment = datetime.combine(day, time(0, 30), tzinfo=timezone.get_default_timezone())
    with time_machine.travel(moment, tick=False):
        confirmed_vote(poll)
    assert list(poll_numbers(poll).days) == [day]


def test_the_page_tells_numbers_and_public_lines_without_names(poll: Poll, client: Client) -> None:
    confirmed_vote(poll)
    held_vote(poll)
    farm = confirmed_vote(poll, "farm@example.net")
    actor = staff_make()
    decision = invalidate(farm)
    poll_look_early(poll=poll, reason="Запит поліції", actor=actor)
    release(poll)
    invalidation_undo(invalidation=decision, reason="Помилкове рішення", actor=actor)
    shown = page(client, poll)
    assert f"<strong>−1 голос</strong>, голосувала програма: {PUBLIC_REASON}" in shown
    assert "працівники переглянули результати раніше, ніж їх відкрито для всіх: Запит поліції" in shown
    assert f"<strong>+1 голос</strong>, враховано після перевірки: {REASON}" in shown
    assert "рішення про вилучення скасовано: Помилкове рішення" in shown
    assert "Підтверджено і враховано</dt><dd>3</dd>" in shown
    assert "Одарка" not in shown
    assert "example.net" not in shown + json.dumps(data(client, poll))
    events = data(client, poll)["events"]
    assert isinstance(events, list)
    assert [event["kind"] for event in events] == ["invalidated", "looked-early", "released", "restored"]
    assert {key for event in events for key in event} == {"kind", "at", "votes", "cause", "reason"}


def test_an_early_end_says_when_and_why(poll: Poll, client: Client) -> None:
    confirmed_vote(poll)
    poll_close_early(poll=poll, reason="Питання вирішила сесія", actor=staff_make())
    shown = page(client, poll)
    assert "Завершено достроково:" in shown
    assert "Питання вирішила сесія" in shown
    assert "опитування завершено достроково: Питання вирішила сесія" in shown


def test_digests_and_former_ones_stand_on_the_page(poll: Poll, client: Client) -> None:
    confirmed_vote(poll)
    held_vote(poll)
    assert "З’являться тут за кілька хвилин" in page(client, poll)
    seal(poll)
    release(poll)
    shown = page(client, poll)
    for one in poll.seals.all():
        assert one.tallies_digest in shown
        assert one.receipts_digest in shown
    assert "Попередні контрольні суми" in shown
    assert "python3 poll_digest.py" in shown


@pytest.mark.parametrize("promise", ResultsPromise.values)
def test_hidden_results_are_in_none_of_these_answers(promise: str, poll_index: PollIndexPage, client: Client) -> None:
    poll = poll_make(results_promise=promise)
    for number in range(37):
        confirmed_vote(poll, f"p{number}@example.com")
    options = data(client, poll)["options"]
    assert isinstance(options, list)
    votes = [option["votes"] for option in options]
    assert votes == ([37, 0, 0] if promise == ResultsPromise.LIVE else [None, None, None])
    for name in ("dovira", "kvytantsii", "kvytantsiia"):
        assert not [option for option in OPTIONS if option in page_of(client, poll, name)]
    close(poll)
    opened = data(client, poll)["options"]
    assert isinstance(opened, list)
    assert [option["votes"] for option in opened] == [37, 0, 0]


def page_of(client: Client, poll: Poll, name: str) -> str:
    return body(client, address(poll, name)).partition("<main")[2].partition("</main>")[0]


def test_pages_are_the_same_for_everybody_and_set_no_cookie(poll: Poll, client: Client) -> None:
    for name in ("dovira", "kvytantsii", "dani", "dani/kvytantsii"):
        response = client.get(address(poll, name))
        assert response.status_code == 200
        assert not response.cookies


def test_data_are_open_fresh_and_not_sent_twice(poll: Poll, client: Client) -> None:
    first = client.get(address(poll, "dani"))
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=15"
    again = client.get(address(poll, "dani"), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    confirmed_vote(poll)
    assert client.get(address(poll, "dani"), headers={"if-none-match": first["ETag"]}).status_code == 200


def test_more_votes_ask_no_more_of_the_database(poll: Poll, client: Client) -> None:
    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            body(client, address(poll, name))
        return len(asked)

    names = ("dovira", "dani", "kvytantsii")
    confirmed_vote(poll)
    for name in names:
        queries(name)
    before = [queries(name) for name in names]
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        for number in range(5):
            confirmed_vote(poll, f"p{number}@example.com")
        invalidate(held_vote(poll, "x@example.net"))
        invalidate(held_vote(poll, "y@example.org"))
        assert [queries(name) for name in names] == before


def test_unknown_and_unpublished_polls_have_none_of_it(poll: Poll, client: Client) -> None:
    Poll.objects.filter(pk=poll.pk).update(live=False)
    for name in ("dovira", "dani", "dani/kvytantsii", "kvytantsii", "kvytantsiia"):
        assert client.get(address(poll, name)).status_code == 404
