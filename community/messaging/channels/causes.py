"""The causes of failure in the words of staff; a cause that is not here is shown as it is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.messaging.channels import sms_club, turbosms
from community.messaging.sms_limit import LIMIT_REACHED

EXPLANATIONS: dict[str, str | Promise] = {
    **{f"{turbosms.NAME} {code}": refusal.why for code, refusal in turbosms.REFUSALS.items()},
    **{f"{name} HTTP {code}": turbosms.TOKEN.why for name in (turbosms.NAME, sms_club.NAME) for code in (401, 403)},
    sms_club.NOT_ACCEPTED: _("the gateway did not take the number and did not say why"),
    LIMIT_REACHED: _("the limit of SMS for the day is reached, the SMS waits for the morning"),
}


def cause_explained(cause: str) -> str:
    """A message's last error with what it means: «TurboSMS 404: the number is on the stop-list»."""
    why = EXPLANATIONS.get(cause)
    return f"{cause}: {why}" if why else cause
