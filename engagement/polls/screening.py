"""Whether a vote sent from somewhere is taken, taken and held, or asked for more: limits and captcha in one place."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core import captcha
from community.core.captcha import CaptchaOutcome, captcha_verify
from community.core.limits import limit_hit
from engagement.polls import limits

FLAG_UNPROVEN = "many-votes-no-captcha"

CAPTCHA_NEEDED = _("Please pass the check below, then send your answer.")
CAPTCHA_REFUSED = _("The check was not passed. Please try it once more.")
CAPTCHA_UNAVAILABLE = _(
    "The service that checks for robots cannot be reached, so your answer cannot be taken right now. "
    "Nothing you entered is lost: please send it again in a few minutes."
)
TOO_MANY = _(
    "Too many answers are coming from your network. Nothing you entered is lost: please send it again in an hour."
)


@dataclass(frozen=True)
class Screening:
    """What is decided about a vote: ``error`` and ``status`` refuse it, ``flag_reason`` has it held."""

    flag_reason: str = ""
    error: str | Promise = ""
    status: int = 200


def captcha_asked(network: str) -> bool:
    """Whether the next vote of ``network`` is to pass the captcha."""
    if settings.CAPTCHA == captcha.SUSPICION:
        return limits.votes_reached(network)
    return bool(settings.CAPTCHA == captcha.ALWAYS)


def vote_screen(*, network: str, address: str, token: str, was_asked: bool) -> Screening:
    """Count a vote sent and decide about it. ``was_asked``: the visitor saw the captcha before sending."""
    suspicious = not limits.votes_hit(network)
    if settings.CAPTCHA == captcha.ALWAYS:
        return _screen_always(captcha_verify(token=token, address=address))
    if not suspicious:
        return Screening()
    if settings.CAPTCHA == captcha.OFF:
        return _screen_unproven(network)
    if not was_asked:
        return Screening(error=CAPTCHA_NEEDED, status=422)
    outcome = captcha_verify(token=token, address=address)
    if outcome == CaptchaOutcome.PASSED:
        return Screening()
    if outcome == CaptchaOutcome.REFUSED:
        return Screening(error=CAPTCHA_REFUSED, status=422)
    return _screen_unproven(network)


def _screen_always(outcome: CaptchaOutcome) -> Screening:
    return {
        CaptchaOutcome.PASSED: Screening(),
        CaptchaOutcome.REFUSED: Screening(error=CAPTCHA_REFUSED, status=422),
        CaptchaOutcome.MISSING: Screening(error=CAPTCHA_NEEDED, status=422),
        CaptchaOutcome.UNAVAILABLE: Screening(error=CAPTCHA_UNAVAILABLE, status=503),
    }[outcome]


def _screen_unproven(network: str) -> Screening:
    if limit_hit(limits.VOTES_UNPROVEN, network):
        return Screening(flag_reason=FLAG_UNPROVEN)
    return Screening(error=TOO_MANY, status=429)
