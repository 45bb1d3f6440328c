"""Registrations from a crowded network: the captcha in each of its modes."""

import pytest
from django.test import Client
from pytest_django import Settings

from community.accounts import limits
from community.accounts.models import User
from community.core.limits import Limit
from tests.accounts.builders import register, text
from tests.services.captcha_server import CaptchaServer

pytestmark = pytest.mark.usefixtures("site")
PASSED = {"captcha_asked": "1", "g-recaptcha-response": "token"}


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network from which no further registration goes unsuspected."""
    monkeypatch.setattr(limits, "REGISTRATIONS_BURST", Limit("registrations-burst", 0, 60))


def test_without_suspicion_nobody_is_asked(client: Client, settings: Settings) -> None:
    settings.CAPTCHA = "suspicion"
    assert "Пройти перевірку" not in text(client.get("/kabinet/reiestratsiia/"))
    assert register(client).status_code == 302


@pytest.mark.usefixtures("crowded")
def test_on_suspicion_a_passed_captcha_registers(client: Client, settings: Settings, captcha: CaptchaServer) -> None:
    settings.CAPTCHA = "suspicion"
    page = text(client.get("/kabinet/reiestratsiia/"))
    assert "Пройти перевірку" in page
    assert '<script src="https://' not in page
    refused = register(client)
    assert refused.status_code == 422
    assert "Пройдіть, будь ласка, перевірку наприкінці форми" in text(refused)
    assert 'value="Коваль"' in text(refused), "nothing typed is lost"
    assert register(client, **PASSED).status_code == 302
    assert User.objects.count() == 1


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("mode", ["off", "suspicion"])
def test_without_a_captcha_three_an_hour_are_taken(
    client: Client, settings: Settings, captcha: CaptchaServer, mode: str
) -> None:
    settings.CAPTCHA = mode
    captcha.status = 500
    answers = [register(Client(), email=f"n{number}@example.com", **PASSED) for number in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "З вашої мережі надходить забагато реєстрацій" in text(answers[3])


@pytest.mark.parametrize(
    ("status", "body", "answer", "words"),
    [
        (200, b'{"success": true}', 302, ""),
        (200, b'{"success": false}', 422, "Перевірку не пройдено"),
        (500, b"", 503, "Служба перевірки від роботів не відповідає"),
    ],
)
def test_with_always_everybody_passes_it(
    client: Client,
    settings: Settings,
    captcha: CaptchaServer,
    status: int,
    body: bytes,
    answer: int,
    words: str,
) -> None:
    settings.CAPTCHA = "always"
    captcha.status, captcha.body = status, body
    response = register(client, **PASSED)
    assert response.status_code == answer
    assert words in text(response)
    assert User.objects.count() == (answer == 302)
