"""django-recaptcha's real client against a local HTTPS service that behaves, misbehaves, or is gone."""

import pytest
from django.core.checks import run_checks
from django_recaptcha.constants import TEST_PRIVATE_KEY, TEST_PUBLIC_KEY
from pytest_django import Settings

from community.core.captcha import CaptchaOutcome, captcha_check, captcha_script_url, captcha_verify
from tests.services.captcha_server import CaptchaServer

ADDRESS = "198.51.100.7"


@pytest.fixture
def service(captcha: CaptchaServer, settings: Settings) -> CaptchaServer:
    settings.RECAPTCHA_PRIVATE_KEY = "our-private-key"
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 0.5
    return captcha


def outcome() -> CaptchaOutcome:
    return captcha_verify(token="a-token", address=ADDRESS)


def test_accepted(service: CaptchaServer) -> None:
    assert outcome() == CaptchaOutcome.PASSED
    assert service.asked == [{"secret": "our-private-key", "response": "a-token", "remoteip": ADDRESS}]


def test_refused(service: CaptchaServer) -> None:
    service.body = b'{"success": false, "error-codes": ["timeout-or-duplicate"]}'
    assert outcome() == CaptchaOutcome.REFUSED


def test_without_a_token_nobody_is_asked(service: CaptchaServer) -> None:
    assert captcha_verify(token="", address=ADDRESS) == CaptchaOutcome.MISSING
    assert service.asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Sorry</html>",
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"yes"',
        b"\xff\xfe",
        b'{"success": false, "error-codes": ["invalid-input-secret"]}',
    ],
)
def test_an_answer_that_says_nothing_of_the_visitor(service: CaptchaServer, body: bytes) -> None:
    service.body = body
    assert outcome() == CaptchaOutcome.UNAVAILABLE


def test_success_that_is_not_true_is_no_success(service: CaptchaServer) -> None:
    service.body = b'{"success": "false"}'
    assert outcome() == CaptchaOutcome.REFUSED


@pytest.mark.parametrize("status", [500, 503, 404, 302])
def test_errors_of_http(service: CaptchaServer, status: int) -> None:
    service.status = status
    assert outcome() == CaptchaOutcome.UNAVAILABLE


def test_time_out(service: CaptchaServer) -> None:
    service.delay = 1.0
    assert outcome() == CaptchaOutcome.UNAVAILABLE


def test_no_network(settings: Settings) -> None:
    settings.RECAPTCHA_DOMAIN = "captcha.invalid"
    assert outcome() == CaptchaOutcome.UNAVAILABLE


def test_nobody_listens(settings: Settings) -> None:
    settings.RECAPTCHA_DOMAIN = "127.0.0.1:9"
    assert outcome() == CaptchaOutcome.UNAVAILABLE


def test_a_certificate_nobody_vouches_for(service: CaptchaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert outcome() == CaptchaOutcome.UNAVAILABLE
    assert service.asked == []


@pytest.mark.parametrize(
    ("mode", "public", "private", "code"),
    [
        ("off", "", "", None),
        ("suspicion", "ours", "ours-too", None),
        ("suspicion", "", "ours-too", "core.E002"),
        ("always", "ours", "", "core.E002"),
        ("always", TEST_PUBLIC_KEY, "ours", "core.E003"),
        ("suspicion", "ours", TEST_PRIVATE_KEY, "core.E003"),
        ("sometimes", "ours", "ours-too", "core.E001"),
    ],
)
def test_a_mode_that_is_on_has_keys_of_its_own(
    settings: Settings, mode: str, public: str, private: str, code: str | None
) -> None:
    settings.CAPTCHA, settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = mode, public, private
    assert [error.id for error in captcha_check()] == ([code] if code else [])
    found = {error.id for error in run_checks(tags=["security"])}
    assert (code in found) == bool(code)


def test_the_script_comes_from_the_service_of_the_settings(settings: Settings) -> None:
    settings.RECAPTCHA_DOMAIN = "www.recaptcha.net"
    assert captcha_script_url() == "https://www.recaptcha.net/recaptcha/api.js?render=explicit&hl=uk"
