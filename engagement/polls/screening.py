"""Whether a vote sent from somewhere is taken, taken and held, or asked for more."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core.screening import STATUS, Verdict, captcha_asked, screen
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


ERRORS = {
    Verdict.CAPTCHA_NEEDED: CAPTCHA_NEEDED,
    Verdict.CAPTCHA_REFUSED: CAPTCHA_REFUSED,
    Verdict.CAPTCHA_UNAVAILABLE: CAPTCHA_UNAVAILABLE,
    Verdict.TOO_MANY: TOO_MANY,
}


@dataclass(frozen=True)
class Screening:
    """What is decided about a vote: ``error`` and ``status`` refuse it, ``flag_reason`` has it held."""

    flag_reason: str = ""
    error: str | Promise = ""
    status: int = 200


def vote_asks_captcha(network: str) -> bool:
    """Whether the next vote of ``network`` is to pass the captcha."""
    return captcha_asked(suspicious=limits.votes_reached(network))


def vote_screen(*, network: str, address: str, token: str, was_asked: bool) -> Screening:
    """Count a vote sent and decide about it. ``was_asked``: the visitor saw the captcha before sending."""
    verdict = screen(
        suspicious=not limits.votes_hit(network),
        unproven=limits.VOTES_UNPROVEN,
        network=network,
        address=address,
        token=token,
        was_asked=was_asked,
    )
    if verdict in ERRORS:
        return Screening(error=ERRORS[verdict], status=STATUS[verdict])
    return Screening(flag_reason=FLAG_UNPROVEN if verdict == Verdict.UNPROVEN else "")
