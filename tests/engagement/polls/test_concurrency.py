"""A hundred confirmations at once, from connections of their own; on SQLite a tenth of them."""

from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import TypeVar

import pytest
from django.db import connection

from engagement.models import Poll, Vote
from engagement.models.vote import VoteState
from engagement.polls.services.voting import Confirmation, vote_confirm, vote_confirm_by_code
from tests.engagement.polls.builders import pending_vote

# Each has a connection of its own; PostgreSQL allows a hundred in all, and we are not alone.
THREADS = 10 if connection.vendor == "sqlite" else 25

pytestmark = pytest.mark.django_db(transaction=True)


Answer = TypeVar("Answer")


def in_parallel(actions: list[Callable[[], Answer]]) -> Counter[Answer | str]:
    """Share the actions out to threads that start together, and count what they answered."""
    start, waiting = Barrier(THREADS), deque(actions)
    answers: list[Answer | str] = []

    def work() -> None:
        start.wait()
        while waiting:
            try:
                answers.append(waiting.popleft()())
            except Exception as error:
                answers.append(repr(error))
        connection.close()

    threads = [Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(answers)


def crowd() -> int:
    return 100 if connection.vendor == "postgresql" else 10


def test_many_confirmations_of_one_vote_count_one(poll: Poll) -> None:
    vote = pending_vote(poll)

    def confirm() -> Confirmation:
        return vote_confirm(vote=Vote.objects.select_related("poll").get(pk=vote.pk))

    answers = in_parallel([confirm] * crowd())
    assert answers[Confirmation.COUNTED] == 1
    assert answers[Confirmation.ALREADY_COUNTED] == crowd() - 1
    assert Vote.objects.confirmed().count() == 1


def test_many_votes_of_one_address_count_one(poll: Poll) -> None:
    first = pending_vote(poll)
    copies = [
        Vote(
            poll=poll,
            voter_key=first.voter_key,
            email=first.email,
            token_hash=str(n),
            code_hash="",
            expires_at=first.expires_at,
        )
        for n in range(crowd())
    ]
    votes = Vote.objects.bulk_create(copies)

    answers = in_parallel([partial(vote_confirm, vote=vote) for vote in votes])
    assert answers == Counter({Confirmation.COUNTED: 1, Confirmation.ADDRESS_COUNTED: crowd() - 1})
    assert Vote.objects.filter(state=VoteState.CONFIRMED).count() == 1


def test_parallel_guesses_of_the_code_get_five_attempts_together(poll: Poll) -> None:
    vote = pending_vote(poll)
    answers = in_parallel(
        [lambda: vote_confirm_by_code(poll=poll, reference=vote.reference, code="not it")[0]] * crowd()
    )
    assert answers == Counter({Confirmation.WRONG_CODE: crowd()})
    vote.refresh_from_db()
    assert vote.code_attempts == 5
