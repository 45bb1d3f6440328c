"""Sealing while others seal, decide and vote: from connections of their own, each as a process has one."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from engagement.models import Poll, PollSeal, Vote
from engagement.models.vote import FlagReason
from engagement.polls.conditions import condition_make
from engagement.polls.digests import PollDigests, poll_digests
from engagement.polls.services.review import held_votes_release
from engagement.polls.services.sealing import poll_seal, polls_seal, seals_check
from engagement.polls.services.voting import Confirmation, vote_confirm
from tests.engagement.polls.builders import close, confirmed_vote, pending_vote
from tests.engagement.polls.sealing import REASON, held_vote, release, staff_make
from tests.engagement.polls.test_concurrency import in_parallel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("few_votes_decided")]
PATIENCE = 60
with_row_locks = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="on SQLite one transaction writes at a time, so none can be in between"
)


def elsewhere(action: Callable[[], object], done: Event) -> Thread:
    """Begin ``action`` on a connection of its own; ``done`` once it has ended well."""

    def work() -> None:
        try:
            action()
            done.set()
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


def says(seal: PollSeal) -> PollDigests:
    return PollDigests(seal.voters, seal.receipts_digest, seal.tallies_digest)


def sealable(poll: Poll) -> Poll:
    close(poll, ago=timedelta(minutes=2))
    return poll


def test_many_processes_make_one_seal(poll: Poll) -> None:
    confirmed_vote(poll)
    sealable(poll)
    answers = in_parallel([lambda: poll_seal(poll=poll)] * 10)
    assert answers == {True: 1, False: 9}
    assert poll.seals.count() == 1


@with_row_locks
def test_a_decision_under_way_waits_for_the_seal_and_adds_its_own(poll: Poll) -> None:
    confirmed_vote(poll)
    held_vote(poll)
    sealable(poll)
    decided = Event()
    with transaction.atomic():
        assert poll_seal(poll=poll)
        deciding = elsewhere(lambda: release(poll), decided)
        # The decision has seen no seal, and must not end before it sees this one.
        assert not decided.wait(1)
    deciding.join(PATIENCE)
    assert [seal.voters for seal in poll.seals.all()] == [1, 2]
    assert seals_check() == []


@with_row_locks
def test_a_seal_waits_for_a_decision_under_way_and_holds_it(poll: Poll) -> None:
    confirmed_vote(poll)
    held_vote(poll)
    sealable(poll)
    sealed = Event()
    with transaction.atomic():
        release(poll)
        sealing = elsewhere(polls_seal, sealed)
        assert not sealed.wait(1)
    sealing.join(PATIENCE)
    (seal,) = poll.seals.all()
    assert seal.voters == 2
    assert says(seal) == poll_digests(poll)


@with_row_locks
def test_two_decisions_at_once_leave_a_seal_that_holds_both(poll: Poll) -> None:
    held_vote(poll, "first@example.com")
    Vote.objects.filter(email="first@example.com").update(flag_reason=FlagReason.POLL_BURST)
    held_vote(poll, "second@example.com")
    sealable(poll)
    polls_seal()
    other, decided = staff_make(), Event()

    def second() -> None:
        condition = condition_make(flag_reason=FlagReason.POLL_BURST)
        held_votes_release(poll=poll, condition=condition, expected=1, reason=REASON, actor=other)

    with transaction.atomic():
        release(poll)
        deciding = elsewhere(second, decided)
        assert not decided.wait(1)
    deciding.join(PATIENCE)
    assert [seal.voters for seal in poll.seals.all()] == [0, 1, 2]
    assert seals_check() == []


def test_votes_confirmed_in_the_last_moment_are_in_the_seal_or_refused(poll: Poll) -> None:
    votes = [pending_vote(poll, f"p{number}@example.com", number % 3) for number in range(8)]

    def end() -> Confirmation:
        close(poll, ago=timedelta(0))
        return Confirmation.CLOSED

    answers: Counter[Confirmation | str] = in_parallel(
        [*[lambda vote=vote: vote_confirm(vote=vote) for vote in votes], end]
    )
    counted = answers[Confirmation.COUNTED]
    assert counted + answers[Confirmation.CLOSED] == len(votes) + 1
    close_long_ago(poll)
    assert poll.seals.get().voters == counted == poll.votes.confirmed().count()
    assert seals_check() == []


def close_long_ago(poll: Poll) -> None:
    """Let the minute for late commits pass."""
    poll.refresh_from_db()
    assert poll.is_closed
    assert poll_seal(poll=poll)
