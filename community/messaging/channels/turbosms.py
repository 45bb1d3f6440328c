"""TurboSMS over HTTP, as https://turbosms.ua/en/api.html describes it. Its HTTP status is always 200."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from community.messaging.channels.errors import TemporaryDeliveryError, Trouble
from community.messaging.channels.gateway import MALFORMED, Refusal, post_json
from community.messaging.channels.sms import SmsBackend

NAME = "TurboSMS"
ACCEPTED = {0, 800, 801}
PARTLY_ACCEPTED = {802, 803}

TOKEN = Refusal(why=_("the gateway does not accept the token"), trouble=Trouble.CREDENTIALS)
SENDER = Refusal(why=_("the gateway does not accept the name of the sender"), trouble=Trouble.CREDENTIALS)
TEXT = Refusal(why=_("the gateway does not accept the text"), is_permanent=True)
# What is not here, 5xx and 999 among them, is temporary and has nothing to explain.
REFUSALS = {
    **dict.fromkeys((103, 104, 105, 106, 301), TOKEN),
    **dict.fromkeys((200, 302, 400, 401), SENDER),
    **dict.fromkeys((201, 304, 412, 413), TEXT),
    203: Refusal(why=_("the gateway’s account is out of money"), trouble=Trouble.BALANCE),
    305: Refusal(why=_("there is no such number"), is_permanent=True),
    404: Refusal(why=_("the number is on the gateway’s stop-list"), is_permanent=True),
    406: Refusal(why=_("the gateway does not send to this country"), is_permanent=True),
    # Nothing says whether the first one arrived, and the outbox promises at least once.
    427: Refusal(why=_("the same SMS was sent less than 90 seconds ago")),
}
UNKNOWN = Refusal(why="")


class TurboSmsBackend(SmsBackend):
    """One number a request; both the envelope and the number's own entry must say that it was accepted."""

    def send(self, *, recipient: str, text: str, reference: UUID) -> None:
        phone = recipient.removeprefix("+")
        answer = post_json(
            gateway=NAME,
            url=f"{settings.TURBOSMS_URL}/message/send.json",
            token=settings.TURBOSMS_TOKEN,
            payload={"recipients": [phone], "sms": {"sender": settings.TURBOSMS_SENDER, "text": text}},
        )
        _check(answer, ACCEPTED | PARTLY_ACCEPTED)
        _check(_entry_of(phone, answer), ACCEPTED)


def _entry_of(phone: str, answer: dict[str, Any]) -> dict[str, Any]:
    entries = answer.get("response_result")
    if isinstance(entries, list):
        for entry in entries:
            if isinstance(entry, dict) and str(entry.get("phone")) == phone:
                return entry
    raise TemporaryDeliveryError(f"{NAME} {MALFORMED}")


def _check(part: dict[str, Any], accepted: set[int]) -> None:
    code = part.get("response_code")
    if type(code) is not int:
        raise TemporaryDeliveryError(f"{NAME} {MALFORMED}")
    if code not in accepted:
        raise REFUSALS.get(code, UNKNOWN).error(f"{NAME} {code}")
