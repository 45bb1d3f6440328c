"""Who can make new secrets for a template whose old ones were erased; filled in each owner's ``AppConfig.ready``."""

from collections.abc import Callable

from community.messaging.models import Message

# Given the message as it was sent, returns new values for all its secrets;
# may raise ``MessageResendError`` with a reason.
Renewal = Callable[[Message], dict[str, str]]

_renewals: dict[str, Renewal] = {}


def register_renewal(template: str, function: Renewal) -> None:
    """Let ``function`` mint the secrets of ``template`` when staff send such a message again."""
    _renewals[template] = function


def renewal_for(template: str) -> Renewal | None:
    """The function registered for ``template``, if any."""
    return _renewals.get(template)
