"""django-recaptcha's client without its traps: it always answers and never passes on test keys."""

import logging
from enum import Enum
from http.client import HTTPException
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django_recaptcha import client
from django_recaptcha.constants import DEFAULT_RECAPTCHA_DOMAIN, TEST_PRIVATE_KEY, TEST_PUBLIC_KEY

logger = logging.getLogger(__name__)

OFF, SUSPICION, ALWAYS = "off", "suspicion", "always"
MODES = (OFF, SUSPICION, ALWAYS)
FIELD_NAME = "g-recaptcha-response"
# The visitor has no part in these: our keys are wrong, or the service is.
OUR_ERRORS = {"missing-input-secret", "invalid-input-secret", "bad-request", "invalid-keys"}


class CaptchaOutcome(Enum):
    PASSED = "passed"
    REFUSED = "refused"
    MISSING = "missing"
    UNAVAILABLE = "unavailable"


def captcha_verify(*, token: str, address: str) -> CaptchaOutcome:
    """Ask the service about the visitor's ``token``; any trouble is ``UNAVAILABLE``, never raised."""
    if not token:
        return CaptchaOutcome.MISSING
    try:
        # The address is ours to give: the library would take whatever X-Forwarded-For says.
        answer = client.submit(token, settings.RECAPTCHA_PRIVATE_KEY, address)
    except (OSError, HTTPException, ValueError, LookupError, TypeError, AttributeError) as error:
        # No network, a refusal of HTTP, a time-out; HTML or other JSON than promised.
        logger.warning("The captcha service did not answer: %s: %s", type(error).__name__, error)
        return CaptchaOutcome.UNAVAILABLE
    if answer.is_valid is True:
        return CaptchaOutcome.PASSED
    if OUR_ERRORS.intersection(answer.error_codes):
        logger.error("The captcha service refuses our keys: %s", answer.error_codes)
        return CaptchaOutcome.UNAVAILABLE
    return CaptchaOutcome.REFUSED


def captcha_domain() -> str:
    """Where the service is."""
    return getattr(settings, "RECAPTCHA_DOMAIN", DEFAULT_RECAPTCHA_DOMAIN)


def captcha_script_url() -> str:
    """Address of the service's script, which is loaded only once the visitor asks for it."""
    return f"https://{captcha_domain()}/recaptcha/api.js?render=explicit&hl=uk"


def captcha_check(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """System check: a mode that is on has keys of its own, since the published test keys let everybody pass."""
    if settings.CAPTCHA not in MODES:
        return [Error(f"CAPTCHA is {settings.CAPTCHA!r}; it must be one of {', '.join(MODES)}.", id="core.E001")]
    if settings.CAPTCHA == OFF:
        return []
    keys = (settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY)
    if not all(keys):
        return [Error("CAPTCHA is on without RECAPTCHA_PUBLIC_KEY or RECAPTCHA_PRIVATE_KEY.", id="core.E002")]
    if {TEST_PUBLIC_KEY, TEST_PRIVATE_KEY}.intersection(keys):
        return [Error("CAPTCHA is on with Google's test keys, which let everybody pass.", id="core.E003")]
    return []
