"""How many SMS a day the community is ready to pay for."""

from datetime import timedelta

from django.utils import timezone

from community.messaging.channels.errors import TemporaryDeliveryError, Trouble
from community.messaging.models import Message, MessagingSettings

LIMIT_REACHED = "daily limit"
# Nobody is woken at midnight by what was left of yesterday.
MORNING = 8


def sms_limit_check() -> None:
    """Postpone the SMS about to be sent, itself counted already, to tomorrow morning once the day's limit is reached.

    Whatever is being sent counts, so parallel workers may stop a little early and never late.
    """
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    limit = (MessagingSettings.objects.order_by("pk").first() or MessagingSettings()).sms_per_day
    if Message.objects.sms_sent_since(midnight).count() > limit:
        morning = midnight.replace(hour=MORNING) + timedelta(days=1)
        raise TemporaryDeliveryError(LIMIT_REACHED, trouble=Trouble.DAILY_LIMIT, retry_at=morning)
