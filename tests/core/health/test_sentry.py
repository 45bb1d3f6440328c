"""Where a community has a Sentry, it learns what broke and nothing about whom."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from pytest_django.fixtures import Settings
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from community.core.health.sentry import sentry_start


class Kept(Transport):
    """Where events go instead of over the network."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        if event := envelope.get_event():
            self.events.append(dict(event))


@pytest.fixture
def sentry(settings: Settings) -> Iterator[Kept]:
    settings.SENTRY_DSN = "https://key@sentry.example/1"
    kept = Kept()
    sentry_start(transport=kept)
    yield kept
    sentry_sdk.init()


@pytest.mark.django_db(transaction=True)
def test_an_error_is_told_without_the_person(sentry: Kept, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.core.health.broken_urls"
    request = RequestFactory().post(
        "/broken/?mail=orysia@yasnobrid.example",
        {"phone": "+380671234567"},
        headers={"User-Agent": "Unusual", "X-Forwarded-For": "192.0.2.77", "Cookie": "sessionid=a-secret-session"},
    )
    WSGIHandler()(request.environ, lambda *_: lambda _piece: None)
    event = next(event for event in sentry.events if "exception" in event)
    assert event["exception"]["values"][-1]["type"] == "ZeroDivisionError"
    assert event["request"] == {"method": "POST", "url": "http://testserver/broken/"}
    assert len(event["tags"]["request_id"]) == 32
    told = json.dumps(sentry.events, default=str)
    for private in ("orysia", "38067", "a-secret-session", "Unusual", "192.0.2.77"):
        assert private not in told
