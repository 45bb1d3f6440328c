from celery import shared_task
from django.conf import settings
from django.utils import timezone

from community.core.retention import retention_run
from community.messaging import delivery
from community.messaging.models import Message

# How much one sweep hands over.
SWEEP_SIZE = 5000


@shared_task
def message_deliver(message_id: int, attempts: int) -> None:
    """Make one attempt; a repeated or late task finds ``attempts`` moved on and does nothing."""
    delivery.message_deliver(message_id=message_id, attempts=attempts)


@shared_task
def outbox_sweep() -> None:
    """Queue whatever is due; it is marked only once the broker took it, so a dead broker loses nothing."""
    due = list(Message.objects.due().values_list("pk", "attempts")[:SWEEP_SIZE])
    for message_id, attempts in due:
        message_queue(message_id, attempts)
    handed_over_until = timezone.now() + settings.OUTBOX_HANDED_OVER
    Message.objects.due().filter(pk__in=[pk for pk, _ in due]).update(next_attempt_at=handed_over_until)


@shared_task
def messages_erase() -> None:
    """Keep no personal data longer than the community decided, every night."""
    retention_run("messages-erase")


def message_queue(message_id: int, attempts: int = 0) -> None:
    """Give the broker one attempt, without waiting for it to come back when it is away."""
    message_deliver.apply_async((message_id, attempts), retry=False)
