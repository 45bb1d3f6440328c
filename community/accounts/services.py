"""Writes of residents' accounts. Known and unknown addresses and numbers take the same steps, get the same answers."""

from django.db import transaction
from django.utils import timezone

from community.accounts.limits import phone_code_hit
from community.accounts.models import User
from community.accounts.selectors import account_by_phone
from community.messaging.models import Channel
from community.messaging.services import message_enqueue

PHONE_CODE_TEMPLATE = "phone_code"
PHONE_TAKEN_TEMPLATE = "phone_taken"


@transaction.atomic
def phone_code_send(*, user: User, phone: str, code: str, network: str) -> None:
    """Send ``code``, or to a number that is somebody else's the word that it is. Raises ``RateLimited``."""
    phone_code_hit(phone=phone, network=network)
    owner = account_by_phone(phone)
    taken = owner is not None and owner.pk != user.pk
    message_enqueue(
        channel=Channel.SMS,
        template=PHONE_TAKEN_TEMPLATE if taken else PHONE_CODE_TEMPLATE,
        recipient=phone,
        context={},
        secrets={} if taken else {"code": code},
    )


@transaction.atomic
def phone_prove(*, user: User, phone: str) -> None:
    """Make ``phone`` the proven number of ``user``; ``IntegrityError`` if another account was faster."""
    user.phone, user.phone_proven_at = phone, timezone.now()
    user.save(update_fields=["phone", "phone_proven_at"])
