"""A closed poll with votes of every state, and hostile texts where people and staff can type them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement.models import Poll, Vote
from engagement.models.vote import VoteState
from engagement.polls.services.sealing import poll_seal
from tests.engagement.polls.builders import close, confirmed_vote, pending_vote, poll_make

HOSTILE = ('=HYPERLINK("https://evil.example";"тут")', "@SUM(A1:A9)", "\t+1;“лапки” '\"", "Парк 🌳; біля\nрічки")


@pytest.fixture
def busy_poll(poll_index: object) -> Poll:
    """Fourteen counted votes of two days, one held, one waiting, one cancelled; it still runs."""
    poll = poll_make(options=HOSTILE, asks_settlement=True, allows_changes=True, results_promise="after_close")
    yesterday = timezone.now() - timedelta(days=1)
    for number in range(14):
        vote = confirmed_vote(poll, f"=cmd{number}@host{number}.ua", number % 4)
        early = {"created_at": yesterday, "confirmed_at": yesterday} if number < 7 else {}
        Vote.objects.filter(pk=vote.pk).update(settlement="=Яснобрід" if number < 12 else "Ґанки", **early)
    held = confirmed_vote(poll, "held@held.ua", 1)
    Vote.objects.filter(pk=held.pk).update(state=VoteState.HELD, flag_reason="poll-burst")
    pending_vote(poll, "waits@waits.ua", 2)
    gone = confirmed_vote(poll, "gone@gone.ua", 3)
    gone.choices.all().delete()
    Vote.objects.filter(pk=gone.pk).update(state=VoteState.CANCELLED, cancelled_at=timezone.now())
    return poll


@pytest.fixture
def finished_poll(busy_poll: Poll) -> Poll:
    """The same poll, closed and sealed."""
    close(busy_poll)
    poll_seal(poll=busy_poll)
    return busy_poll
