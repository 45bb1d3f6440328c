"""Letters and SMS about an account: which templates there are and what in them is secret."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from community.messaging.models import Channel, Message
from community.messaging.services import message_enqueue

# allauth's names of what only the recipient may see, and what our templates call it.
SECRETS = {"activate_url": "link", "password_reset_url": "link", "code": "code"}


def letter_enqueue(*, template: str, email: str, context: dict[str, Any], about: str = "") -> Message:
    """Queue ``messages/<template>/`` for ``email``; of ``context`` goes along what is plain text."""
    plain = {name: value for name, value in context.items() if isinstance(value, str)}
    return message_enqueue(
        channel=Channel.EMAIL,
        template=template,
        recipient=email,
        context={name: value for name, value in plain.items() if name not in SECRETS} | {"at": _now()},
        secrets={SECRETS[name]: value for name, value in plain.items() if name in SECRETS},
        about=about,
    )


def _now() -> str:
    return date_format(timezone.localtime(), "j E Y, H:i")
