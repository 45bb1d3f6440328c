"""Limits and the captcha as a resident meets them. The service itself is tested with the captcha."""

from collections.abc import Callable

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from engagement.models import Poll, Vote, VotingGuard
from engagement.polls import limits
from engagement.polls.services.voting import vote_confirm
from tests.engagement.polls.builders import (
    last_letter,
    letter_path,
    option_of,
    text,
)
from tests.services.captcha_server import CaptchaServer

URL = "/opytuvannia/shcho-remontuvaty-nasampered/holos/"
Send = Callable[..., HttpResponseBase]


@pytest.fixture
def crowded(db: None) -> None:
    """No vote of any network goes unsuspected."""
    VotingGuard.objects.create(network_per_minute=0)


@pytest.fixture
def send(client: Client, poll: Poll) -> Send:
    def post(number: int = 0, step: str = "send", **extra: str) -> HttpResponseBase:
        data = {"choice": option_of(poll).pk, "email": f"resident{number}@example.com", "step": step, **extra}
        return client.post(URL, data)

    return post


def test_without_suspicion_nobody_is_asked(send: Send, settings: Settings) -> None:
    settings.CAPTCHA = "suspicion"
    assert "Пройти перевірку" not in text(send(step="check"))
    assert send().status_code == 303
    assert Vote.objects.get().flag_reason == ""


def test_the_limit_of_a_network_is_its_prefix() -> None:
    guard = VotingGuard()
    assert [limits.network_hit("198.51.100.0/24", guard) for _ in range(20)] == [None] * 20
    assert limits.network_reached("198.51.100.0/24", guard)
    assert limits.network_hit("198.51.100.0/24", guard) == "network-burst"
    assert limits.network_hit("203.0.113.0/24", guard) is None


@pytest.mark.usefixtures("crowded")
class TestSuspicion:
    def test_the_captcha_is_shown_and_its_script_waits_for_a_click(
        self, send: Send, settings: Settings, captcha: CaptchaServer
    ) -> None:
        settings.CAPTCHA = "suspicion"
        page = text(send(step="check"))
        assert "Пройти перевірку" in page
        assert 'data-key="public"' in page
        assert '<script src="https://' not in page

    def test_a_vote_with_a_passed_captcha_counts(self, send: Send, settings: Settings, captcha: CaptchaServer) -> None:
        settings.CAPTCHA = "suspicion"
        assert send(captcha_asked="1", **{"g-recaptcha-response": "token"}).status_code == 303
        assert Vote.objects.get().flag_reason == ""

    def test_a_refused_captcha_loses_nothing(self, send: Send, settings: Settings, captcha: CaptchaServer) -> None:
        settings.CAPTCHA = "suspicion"
        captcha.body = b'{"success": false}'
        page = send(captcha_asked="1", **{"g-recaptcha-response": "token"})
        assert page.status_code == 422
        assert "Перевірку не пройдено" in text(page)
        assert "resident0@example.com" in text(page)
        assert Vote.objects.count() == 0

    def test_suspicion_that_came_between_asks_first(
        self, send: Send, settings: Settings, captcha: CaptchaServer
    ) -> None:
        settings.CAPTCHA = "suspicion"
        page = send()
        assert page.status_code == 422
        assert "Пройдіть, будь ласка, перевірку" in text(page)
        assert "Пройти перевірку" in text(page)

    @pytest.mark.parametrize("token", ["", "token"])
    def test_without_javascript_or_service_three_are_held_and_the_fourth_waits(
        self, send: Send, settings: Settings, captcha: CaptchaServer, token: str
    ) -> None:
        settings.CAPTCHA = "suspicion"
        captcha.status = 500
        answers = [send(n, captcha_asked="1", **{"g-recaptcha-response": token}) for n in range(4)]
        assert [a.status_code for a in answers] == [303, 303, 303, 429]
        assert "надходить забагато відповідей" in text(answers[3])
        assert "resident3@example.com" in text(answers[3])
        vote = Vote.objects.select_related("poll").first()
        assert vote
        vote_confirm(vote=vote)
        assert vote.state == "held"
        assert Vote.objects.confirmed().count() == 0

    def test_with_the_captcha_off_suspicious_votes_are_held(self, send: Send, settings: Settings) -> None:
        settings.CAPTCHA = "off"
        assert send().status_code == 303
        assert Vote.objects.get().flag_reason == "network-burst"

    def test_a_held_vote_is_thanked_for_in_the_words_of_any_other(
        self, client: Client, send: Send, settings: Settings
    ) -> None:
        settings.CAPTCHA = "off"
        send()
        link = letter_path(last_letter())
        thanks = text(client.post(link, follow=True))
        assert "Дякуємо, ваш голос підтверджено" in thanks
        assert "Підозрілі голоси спершу проходять перевірку" in thanks
        receipt = Vote.objects.get().receipt
        assert receipt
        assert receipt in thanks


class TestAlways:
    def test_a_passed_captcha_lets_the_vote_in(self, send: Send, settings: Settings, captcha: CaptchaServer) -> None:
        settings.CAPTCHA = "always"
        assert "Пройти перевірку" in text(send(step="check"))
        assert send(**{"g-recaptcha-response": "token"}).status_code == 303

    def test_an_unreachable_service_is_said_and_nothing_lost(
        self, send: Send, settings: Settings, captcha: CaptchaServer
    ) -> None:
        settings.CAPTCHA = "always"
        captcha.body = b"<html>"
        page = send(**{"g-recaptcha-response": "token"})
        assert page.status_code == 503
        assert "Служба перевірки «я не робот» не відповідає" in text(page)
        assert "resident0@example.com" in text(page)
        assert Vote.objects.count() == 0

    def test_without_the_captcha_the_way_is_named(self, send: Send, settings: Settings, captcha: CaptchaServer) -> None:
        settings.CAPTCHA = "always"
        page = send()
        assert page.status_code == 422
        assert "Пройдіть, будь ласка, перевірку" in text(page)


def test_the_demo_says_that_the_captcha_is_off(send: Send, settings: Settings) -> None:
    settings.CAPTCHA, settings.DEMO = "off", True
    assert "перевірку «я не робот» вимкнено" in text(send(step="check"))
    settings.DEMO = False
    assert "вимкнено" not in text(send(step="check"))


def test_with_the_cache_gone_votes_are_still_taken(send: Send, settings: Settings) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "community.core.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    }
    assert send().status_code == 303
    assert Vote.objects.count() == 1
