"""What a registration sent from somewhere has to pass."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.limits import REGISTRATIONS_UNPROVEN, registrations_hit, registrations_reached
from community.core.captcha import FIELD_NAME
from community.core.network import client_address, network_prefix
from community.core.screening import ASKED_FIELD, Verdict, captcha_asked, screen

ERRORS: dict[Verdict, str | Promise] = {
    Verdict.CAPTCHA_NEEDED: _("Please pass the check at the end of the form, then send it."),
    Verdict.CAPTCHA_REFUSED: _("The check was not passed. Please try it once more."),
    Verdict.CAPTCHA_UNAVAILABLE: _(
        "The service that checks for robots cannot be reached, so you cannot register right now. "
        "Please send the form again in a few minutes."
    ),
    Verdict.TOO_MANY: _("Too many registrations are coming from your network. Please send the form again in an hour."),
}


def registration_asks_captcha(request: HttpRequest) -> bool:
    """Whether the next registration of the visitor's network is to pass the captcha."""
    return captcha_asked(suspicious=registrations_reached(network_prefix(client_address(request))))


def registration_screen(request: HttpRequest) -> Verdict:
    """Count a registration sent and decide about it."""
    address = client_address(request)
    network = network_prefix(address)
    return screen(
        suspicious=not registrations_hit(network),
        unproven=REGISTRATIONS_UNPROVEN,
        network=network,
        address=address,
        token=request.POST.get(FIELD_NAME, ""),
        was_asked=ASKED_FIELD in request.POST,
    )
