"""Closed polls with their seals, votes that staff decided about, and the program everybody may check them with."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from engagement.models import Invalidation, Poll, PollEvent, Vote
from engagement.models.invalidation import InvalidationCause
from engagement.models.vote import FlagReason
from engagement.polls.conditions import condition_make
from engagement.polls.services.review import held_votes_release, votes_invalidate
from engagement.polls.services.sealing import polls_seal
from engagement.polls.services.voting import vote_confirm
from tests.engagement.polls.builders import close, pending_vote

REASON = "Переглянуто: голоси справжні"
PUBLIC_REASON = "Голоси надсилала програма"


def staff_make() -> User:
    user: User = User.objects.create_user(f"desk{User.objects.count()}", first_name="Одарка", password="kalyna")
    return user


def held_vote(poll: Poll, email: str = "robot@example.com", number: int = 0) -> Vote:
    vote = pending_vote(poll, email, number, flag_reason=FlagReason.NETWORK_BURST)
    vote_confirm(vote=vote)
    return vote


def seal(poll: Poll) -> Poll:
    """Close ``poll`` and let the clock's task seal it."""
    close(poll, ago=timedelta(minutes=2))
    polls_seal()
    return poll


def release(poll: Poll, expected: int = 1) -> PollEvent:
    condition = condition_make(flag_reason=FlagReason.NETWORK_BURST)
    return held_votes_release(poll=poll, condition=condition, expected=expected, reason=REASON, actor=staff_make())


def invalidate(vote: Vote) -> Invalidation:
    """Leave out the votes of the mail service of ``vote``."""
    condition = condition_make(domain=Vote.objects.get(pk=vote.pk).domain)
    return votes_invalidate(
        poll=vote.poll,
        condition=condition,
        expected=vote.poll.votes.cast().filter(domain=condition["domain"]).count(),
        cause=InvalidationCause.AUTOMATED,
        public_reason=PUBLIC_REASON,
        actor=staff_make(),
    )


def yesterday(*votes: Vote) -> None:
    """Let ``votes`` have been confirmed before the last midnight."""
    keys = [vote.pk for vote in votes]
    Vote.objects.filter(pk__in=keys).update(confirmed_at=timezone.now() - timedelta(days=1))


def address(poll: Poll, name: str) -> str:
    return f"/opytuvannia/{poll.slug}/{name}/"


def body(client: Client, url: str) -> str:
    """What an address answers, streamed or whole."""
    response = client.get(url)
    assert response.status_code == 200
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response).decode()
    return response.content.decode()


def run_program(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and words of the program that the site hands out."""
    program = finders.find("community/tools/poll_digest.py")
    assert isinstance(program, str)
    done = subprocess.run(
        [sys.executable, "-I", program, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def check_saved(poll: Poll, client: Client, folder: Path, *arguments: str) -> tuple[int, str]:
    """Save both public files of ``poll`` as anybody would, and run the program on them."""
    data, receipts = folder / "dani.json", folder / "kvytantsii.json"
    data.write_text(body(client, address(poll, "dani")), encoding="utf-8")
    receipts.write_text(body(client, f"{address(poll, 'dani')}kvytantsii/"), encoding="utf-8")
    return run_program(*arguments, data, receipts)
