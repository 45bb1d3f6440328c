"""What the SMS gateways have in common: JSON over HTTPS with a token, and answers that may be anything at all."""

from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings
from django.utils.functional import Promise
from requests import PreparedRequest

from community.messaging.channels.errors import (
    DeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
    Trouble,
)

OUR_ACCESS = (401, 403)
MALFORMED = "malformed answer"


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """What a gateway's code means for the message, and ``why`` in the words of staff."""

    why: str | Promise
    is_permanent: bool = False
    trouble: Trouble | None = None

    def error(self, cause: str) -> DeliveryError:
        if self.is_permanent:
            return PermanentDeliveryError(cause)
        return TemporaryDeliveryError(cause, trouble=self.trouble)


def post_json(*, gateway: str, url: str, token: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The JSON object the gateway answered with HTTP 200; anything else is a ``TemporaryDeliveryError``."""

    def sign(request: PreparedRequest) -> PreparedRequest:
        # As ``auth`` and not as a header, which a ~/.netrc of the server would silently replace.
        request.headers["Authorization"] = f"Bearer {token}"
        return request

    try:
        response = requests.post(url, json=payload, auth=sign, timeout=settings.SMS_TIMEOUT, allow_redirects=False)
    except requests.RequestException as error:
        raise TemporaryDeliveryError(f"{gateway} {type(error).__name__}") from None
    if response.status_code != requests.codes.ok:
        trouble = Trouble.CREDENTIALS if response.status_code in OUR_ACCESS else None
        raise TemporaryDeliveryError(f"{gateway} HTTP {response.status_code}", trouble=trouble)
    return _json_object(gateway, response)


def _json_object(gateway: str, response: requests.Response) -> dict[str, Any]:
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise TemporaryDeliveryError(f"{gateway} {MALFORMED}")
    return answer
