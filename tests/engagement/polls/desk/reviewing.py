"""How an officer decides about votes at the desk."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from engagement.models import Invalidation, Poll
from tests.engagement.polls.builders import text

FRAUD = "198.51.100.0/24"
HELD = "network-burst"


def desk(poll: Poll) -> str:
    return reverse("held_votes:poll", args=[poll.pk])


def undo_url(decision: Invalidation) -> str:
    return reverse("held_votes:undo", args=[decision.poll_id, decision.pk])


def decision(**values: Any) -> dict[str, Any]:
    return {"decision": "invalidate", "cause": "automated", "reason": "Голоси надсилала програма", **values}


def preview(client: Client, poll: Poll, values: dict[str, Any]) -> HttpResponseBase:
    return client.post(desk(poll), values)


def seen(response: HttpResponseBase) -> str | None:
    """What the button under the preview sends, if there is a button."""
    button = BeautifulSoup(response.content, "html.parser").find("button", {"name": "seen"})  # type: ignore[attr-defined]  # of a whole response
    return str(button["value"]) if button else None


def decide(client: Client, poll: Poll, values: dict[str, Any]) -> str:
    """Look at the preview, press its button, and read what comes back."""
    return text(client.post(desk(poll), {**values, "seen": seen(preview(client, poll, values))}, follow=True))
