"""Whether a form sent from somewhere is taken. A network is what many people share, so its limits are wide."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.core.captcha import FIELD_NAME
from community.core.limits import HOUR, Limit, limits_hit, limits_reached
from community.core.network import client_address, network_prefix
from community.core.screening import ASKED_FIELD, Verdict, captcha_asked, screen

# A field people do not see. Programs fill in whatever there is; who does is suspicious, no more than that.
TRAP = "your-website"
# Per network; beyond them a form is suspicious and meets the captcha.
ANSWERS = (Limit("form-answers-burst", 5, 60), Limit("form-answers-sustained", 30, HOUR))
# Per network: suspicious forms that no captcha vouches for.
UNPROVEN = Limit("form-answers-unproven", 3, HOUR)

ERRORS: dict[Verdict, str | Promise] = {
    Verdict.CAPTCHA_NEEDED: _("Please pass the check at the end of the form, then send it."),
    Verdict.CAPTCHA_REFUSED: _("The check was not passed. Please try it once more."),
    Verdict.CAPTCHA_UNAVAILABLE: _(
        "The service that checks for robots cannot be reached, so the form cannot be taken right now. "
        "Nothing you entered is lost: please send it again in a few minutes."
    ),
    Verdict.TOO_MANY: _(
        "Too many forms are coming from your network. Nothing you entered is lost: please send it again in an hour."
    ),
}


def answer_asks_captcha(request: HttpRequest) -> bool:
    """Whether the next form of the visitor's network is to pass the captcha."""
    network = network_prefix(client_address(request))
    crowded = any(limits_reached(*((limit, network) for limit in ANSWERS)))
    return captcha_asked(suspicious=crowded or _trapped(request))


def answer_screen(request: HttpRequest) -> Verdict:
    """Count a form sent and decide about it."""
    address = client_address(request)
    network = network_prefix(address)
    within = limits_hit(*((limit, network) for limit in ANSWERS))
    return screen(
        suspicious=not all(within) or _trapped(request),
        unproven=UNPROVEN,
        network=network,
        address=address,
        token=request.POST.get(FIELD_NAME, ""),
        was_asked=ASKED_FIELD in request.POST,
    )


def _trapped(request: HttpRequest) -> bool:
    return bool(request.POST.get(TRAP))
