import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from community.messaging import delivery
from community.messaging.models import Channel, Message
from community.messaging.services import message_enqueue
from tests.messaging.faulty_mail_server import FaultyMailServer

SECRETS = {"code": "482913", "link": "http://127.0.0.1:8000/opytuvannia/p/t0ken-of-the-link/"}


@pytest.fixture(autouse=True)
def _example_templates(settings: Settings) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates


@pytest.fixture
def smtp(settings: Settings) -> Iterator[FaultyMailServer]:
    """A real mail server that the site is set up to use, impatient enough for tests."""
    server = FaultyMailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 1
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "site@hromada.example"
    yield server
    server.stop()


@pytest.fixture
def letter(db: None) -> Callable[..., Message]:
    """Makes queued letters to Ірина."""

    def make(**changes: Any) -> Message:
        arguments: dict[str, Any] = {
            "channel": Channel.EMAIL,
            "template": "example",
            "recipient": "iryna@example.org",
            "context": {"question": "Де поставити лавки?"},
            "secrets": dict(SECRETS),
        }
        return message_enqueue(**{**arguments, **changes})

    return make


@pytest.fixture
def deliver() -> Callable[[Message], Message]:
    """Makes the next attempt, as the worker does, and reads the row again."""

    def attempt(message: Message) -> Message:
        delivery.message_deliver(message_id=message.pk, attempts=message.attempts)
        message.refresh_from_db()
        return message

    return attempt
