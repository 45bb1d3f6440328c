"""SMS Club over HTTP, as https://smsclub.mobi/en/api describes it. It documents no codes of errors."""

from uuid import UUID

from django.conf import settings

from community.messaging.channels.errors import TemporaryDeliveryError
from community.messaging.channels.gateway import post_json
from community.messaging.channels.sms import SmsBackend

NAME = "SMS Club"
NOT_ACCEPTED = f"{NAME} not accepted"


class SmsClubBackend(SmsBackend):
    """One number a request; it was accepted if it stands among the messages that the gateway made."""

    def send(self, *, recipient: str, text: str, reference: UUID) -> None:
        phone = recipient.removeprefix("+")
        answer = post_json(
            gateway=NAME,
            url=f"{settings.SMSCLUB_URL}/sms/send",
            token=settings.SMSCLUB_TOKEN,
            payload={"phone": [phone], "message": text, "src_addr": settings.SMSCLUB_SENDER},
        )
        outcome = answer.get("success_request")
        made = outcome.get("info") if isinstance(outcome, dict) else None
        if not isinstance(made, dict) or phone not in map(str, made.values()):
            raise TemporaryDeliveryError(NOT_ACCEPTED)
