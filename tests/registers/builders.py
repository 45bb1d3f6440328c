from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from engagement.models import Poll, PollOption, Vote, VoteChoice
from engagement.models.poll import ResultsPromise
from engagement.models.vote import VoteState


def make_poll(
    question: str = "Де ставити лавки?", *, promise: str = ResultsPromise.LIVE, closed: bool = False, **fields: Any
) -> Poll:
    """A poll that runs, or one that ran until an hour ago, with two answers."""
    now = timezone.now()
    poll = Poll.objects.create(
        question=question,
        opens_at=now - timedelta(days=60),
        closes_at=now + timedelta(days=7),
        results_promise=promise,
        live=True,
        **fields,
    )
    PollOption.objects.bulk_create(
        [PollOption(poll=poll, text=text, sort_order=number) for number, text in enumerate(["У парку", "На площі"])]
    )
    if closed:
        Poll.objects.filter(pk=poll.pk).update(closes_at=now - timedelta(hours=1))
    return Poll.objects.get(pk=poll.pk)


def make_vote(
    poll: Poll, email: str, option: str | None = None, *, when: datetime | None = None, pending: bool = False
) -> Vote:
    """A vote of ``email``: counted at ``when``, yesterday if not said, or waiting for its letter to be answered."""
    [vote] = make_votes(poll, [email], option, when=when, pending=pending)
    return vote


def make_votes(
    poll: Poll,
    emails: Sequence[str],
    option: str | None = None,
    *,
    when: datetime | None = None,
    pending: bool = False,
) -> list[Vote]:
    """Many votes at once, as ``make_vote`` makes one."""
    # Votes of today are listed from tomorrow on.
    when = when or timezone.now() - timedelta(days=1)
    votes = [
        Vote(
            poll=poll,
            voter_key=uuid4().hex,
            email=email,
            token_hash=uuid4().hex,
            code_hash=uuid4().hex,
            expires_at=when + timedelta(days=2),
            state=VoteState.PENDING if pending else VoteState.CONFIRMED,
            confirmed_at=None if pending else when,
            receipt=None if pending else uuid4().hex[:14],
            receipt_hash=None if pending else uuid4().hex,
        )
        for email in emails
    ]
    Vote.objects.bulk_create(votes, batch_size=500)
    for vote in votes:
        vote.created_at = when
    Vote.objects.bulk_update(votes, ["created_at"], batch_size=500)
    answer = poll.options.get(text=option or "У парку")
    VoteChoice.objects.bulk_create([VoteChoice(vote=vote, option=answer) for vote in votes], batch_size=500)
    return votes


def table_rows(page: str) -> Iterator[str]:
    """The rows of a register's list."""
    for row in page.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>"):
        if "<td" in row:
            yield row
