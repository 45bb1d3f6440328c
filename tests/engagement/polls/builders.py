"""Polls, votes and letters for tests, made by the services the site uses, and a vote as a browser sends it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.utils import timezone

from community.messaging.models import Message
from community.messaging.rendering import message_render
from engagement.models import Poll, PollOption, Vote
from engagement.polls.services.voting import vote_cast, vote_confirm

OPTIONS = ("Дорогу до школи", "Парк біля річки", "Дах бібліотеки")
URL = "/opytuvannia/shcho-remontuvaty-nasampered/"
EMAIL = "olena@example.com"
NETWORK = "203.0.113.0/24"


def poll_make(options: Sequence[str] = OPTIONS, **fields: Any) -> Poll:
    now = timezone.now()
    values = {
        "question": "Що ремонтувати насамперед?",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=7),
        **fields,
    }
    poll = Poll(**values)
    poll.options = [PollOption(text=text, sort_order=number) for number, text in enumerate(options)]
    poll.save()
    return poll


def close(poll: Poll, *, ago: timedelta = timedelta(minutes=1)) -> Poll:
    """End a poll in the only way the database allows once it has votes."""
    ended = timezone.now() - ago
    reason = {"planned_closes_at": poll.closes_at, "early_end_reason": "Для перевірки"} if poll.votes.exists() else {}
    Poll.objects.filter(pk=poll.pk).update(closes_at=ended, **reason)
    poll.refresh_from_db()
    return poll


def option_of(poll: Poll, number: int = 0) -> PollOption:
    return list(PollOption.objects.filter(poll=poll))[number]


def pending_vote(poll: Poll, email: str = "olena@example.com", number: int = 0, **fields: Any) -> Vote:
    values = {"poll": poll, "email": email, "options": [option_of(poll, number)], "network": NETWORK, **fields}
    return Vote.objects.select_related("poll").get(reference=vote_cast(**values))


def confirmed_vote(poll: Poll, email: str = "olena@example.com", number: int = 0, **fields: Any) -> Vote:
    """A vote whose letter was answered: counted, or held if ``flag_reason`` is among the fields."""
    vote = pending_vote(poll, email, number, **fields)
    vote_confirm(vote=vote)
    return vote


def burst(poll: Poll, count: int, domain: str = "burst.example", **fields: Any) -> None:
    """Votes of ``count`` mailboxes of one domain."""
    for person in range(count):
        confirmed_vote(poll, f"person{person}@{domain}", **fields)


def last_letter() -> Message:
    return Message.objects.latest("pk")


def letter_text(message: Message) -> str:
    content = message_render(message=message, secrets=message.secrets)
    return f"{content.subject}\n{content.text}"


def letter_path(message: Message) -> str:
    """The link of a letter without its host."""
    return "/" + message.secrets["link"].split("/", 3)[3]


def vote_by_form(client: Client, poll: Poll, email: str = EMAIL, step: str = "send", **extra: str) -> HttpResponseBase:
    return client.post(f"{URL}holos/", {"choice": option_of(poll).pk, "email": email, "step": step, **extra})


def text(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return " ".join(response.content.decode().replace("\xa0", " ").split())
