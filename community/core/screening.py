"""Whether a form sent from somewhere is taken or asked for more: limits and captcha in one place."""

from enum import Enum
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from community.core import captcha
from community.core.captcha import CaptchaOutcome, captcha_script_url, captcha_verify
from community.core.headers.middleware import captcha_allowed
from community.core.limits import Limit, limit_hit

# A form says with this field that its sender saw the captcha.
ASKED_FIELD = "captcha_asked"


class Verdict(Enum):
    """What is decided; ``UNPROVEN`` is taken although many come from there and nothing vouches for this one."""

    TAKEN = "taken"
    UNPROVEN = "unproven"
    CAPTCHA_NEEDED = "captcha needed"
    CAPTCHA_REFUSED = "captcha refused"
    CAPTCHA_UNAVAILABLE = "captcha unavailable"
    TOO_MANY = "too many"


STATUS = {
    Verdict.CAPTCHA_NEEDED: 422,
    Verdict.CAPTCHA_REFUSED: 422,
    Verdict.CAPTCHA_UNAVAILABLE: 503,
    Verdict.TOO_MANY: 429,
}
OUTCOMES = {
    CaptchaOutcome.PASSED: Verdict.TAKEN,
    CaptchaOutcome.REFUSED: Verdict.CAPTCHA_REFUSED,
    CaptchaOutcome.MISSING: Verdict.CAPTCHA_NEEDED,
    CaptchaOutcome.UNAVAILABLE: Verdict.CAPTCHA_UNAVAILABLE,
}


def captcha_asked(*, suspicious: bool) -> bool:
    """Whether the next form is to pass the captcha."""
    return settings.CAPTCHA == captcha.ALWAYS or (settings.CAPTCHA == captcha.SUSPICION and suspicious)


def screen(*, suspicious: bool, unproven: Limit, network: str, address: str, token: str, was_asked: bool) -> Verdict:
    """Decide about a form. ``unproven``: how many suspicious ones of a network are taken without a captcha."""
    if not captcha_asked(suspicious=suspicious):
        return _without_captcha(unproven, network) if suspicious else Verdict.TAKEN
    if settings.CAPTCHA == captcha.ALWAYS:
        return OUTCOMES[captcha_verify(token=token, address=address)]
    if not was_asked:
        return Verdict.CAPTCHA_NEEDED
    outcome = captcha_verify(token=token, address=address)
    if outcome in {CaptchaOutcome.PASSED, CaptchaOutcome.REFUSED}:
        return OUTCOMES[outcome]
    return _without_captcha(unproven, network)


def captcha_context(request: HttpRequest, *, asked: bool) -> dict[str, Any]:
    """What ``components/captcha.html`` needs; the page that asks may load the service's script."""
    if asked:
        captcha_allowed(request)
    return {
        "captcha_asked": asked,
        "captcha_mode": settings.CAPTCHA,
        "captcha_key": settings.RECAPTCHA_PUBLIC_KEY,
        "captcha_script": captcha_script_url(),
        "captcha_off_in_demo": settings.DEMO and settings.CAPTCHA == captcha.OFF,
    }


def _without_captcha(unproven: Limit, network: str) -> Verdict:
    return Verdict.UNPROVEN if limit_hit(unproven, network) else Verdict.TOO_MANY
