"""Whether a vote sent from somewhere is taken, taken and held, or asked for more.

Only many votes of one network ask for the captcha or refuse. Lists and the rate of a poll hold silently, whatever the
captcha says: see ADR 0021.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core import captcha
from community.core.screening import STATUS, Verdict, captcha_asked, screen
from engagement.models import Poll, VotingGuard
from engagement.models.vote import FlagReason
from engagement.polls import limits
from engagement.polls.suspicion import domain_trusted, listed_reason, network_trusted
from engagement.polls.voter_key import email_domain

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


def vote_asks_captcha(network: str, *, address: str = "") -> bool:
    """Whether the next vote of ``network``, sent from ``address``, is to pass the captcha."""
    guard = VotingGuard.in_force()
    crowded = not network_trusted(address, guard) and limits.network_reached(network, guard)
    return captcha_asked(suspicious=crowded)


def vote_screen(*, poll: Poll, email: str, network: str, address: str, token: str, was_asked: bool) -> Screening:
    """Count a vote sent and decide about it. ``was_asked``: the visitor saw the captcha before sending."""
    guard = VotingGuard.in_force()
    trusted = network_trusted(address, guard)
    crowding = None if trusted else limits.network_hit(network, guard)
    verdict = screen(
        suspicious=crowding is not None,
        unproven=limits.unproven_limit(guard),
        network=network,
        address=address,
        token=token,
        was_asked=was_asked,
    )
    if verdict in ERRORS:
        return Screening(error=ERRORS[verdict], status=STATUS[verdict])
    domain = email_domain(email)
    if trusted or domain_trusted(domain, guard):
        return Screening()
    reason = (
        listed_reason(domain=domain, address=address, guard=guard)
        or _crowding_reason(crowding, verdict)
        or limits.poll_hit(poll.pk, guard)
    )
    return Screening(flag_reason=reason or "")


def _crowding_reason(crowding: FlagReason | None, verdict: Verdict) -> FlagReason | None:
    """A passed captcha clears the many votes of a network; where one was asked for and not passed, that is said."""
    if verdict != Verdict.UNPROVEN:
        return None
    return crowding if settings.CAPTCHA == captcha.OFF else FlagReason.UNPROVEN
