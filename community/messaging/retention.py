from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from community.messaging.models import UNDER_WAY, Message, MessageQuerySet

BATCH = 1000


def messages_erase() -> int:
    """Erase recipient and content of finished messages after ``OUTBOX_RETENTION_DAYS``; the rows stay as counts."""
    old = messages_to_erase()
    erased, last = 0, 0
    while batch := list(old.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = batch[-1]
        erased += Message.objects.filter(pk__in=batch).update(recipient="", context={}, secrets={})
    return erased


def messages_to_erase() -> MessageQuerySet:
    """Finished ones whose term is over, and that still name their recipient."""
    limit = timezone.now() - timedelta(days=settings.OUTBOX_RETENTION_DAYS)
    return Message.objects.filter(created_at__lt=limit).exclude(state__in=UNDER_WAY).exclude(recipient="")


def recipients_erase(*, recipients: Collection[str]) -> None:
    """Forget every message to ``recipients``, because they asked for it; what was under way is not sent any more."""
    wanted = Message.objects.filter(recipient__in=recipients)
    wanted.filter(state__in=UNDER_WAY).delete()
    wanted.update(recipient="", context={}, secrets={})


def messages_about(about: Collection[str]) -> MessageQuerySet:
    """Messages that say by ``about`` what they were written for, and still name their recipient."""
    return Message.objects.filter(about__in=about).exclude(recipient="")


def messages_about_erase(*, about: Collection[str]) -> int:
    """Forget the messages about something that is forgotten itself; what was under way is not sent any more."""
    wanted = messages_about(about)
    deleted, _by_model = wanted.filter(state__in=UNDER_WAY).delete()
    return deleted + wanted.update(recipient="", context={}, secrets={}, about="")
