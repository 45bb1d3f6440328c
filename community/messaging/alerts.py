"""Letters to administrators about what stops SMS for everybody."""

import logging

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from community.messaging.channels.errors import Trouble
from community.messaging.models import Alert, Channel, Message

logger = logging.getLogger(__name__)

MENDS_TROUBLE = "messaging.change_messagingsettings"


def administrators_alert(*, trouble: Trouble, cause: str) -> None:
    """Write to each administrator about ``trouble`` unless they were told today; the sweep sends the letters."""
    with transaction.atomic():
        _alert, is_first_today = Alert.objects.get_or_create(trouble=trouble, day=timezone.localdate())
        if not is_first_today:
            return
        addresses = _administrators()
        for address in addresses:
            Message.objects.create(
                channel=Channel.EMAIL,
                template="sms_trouble",
                recipient=address,
                context={"trouble": trouble, "cause": cause},
                about=f"{trouble}: {cause}",
            )
    if not addresses:
        logger.error("SMS: %s, and no administrator has an e-mail address to be told", cause)


def _administrators() -> list[str]:
    backend = "django.contrib.auth.backends.ModelBackend"
    people = get_user_model().objects.with_perm(MENDS_TROUBLE, backend=backend)
    return sorted(set(people.exclude(email="").values_list("email", flat=True)))
