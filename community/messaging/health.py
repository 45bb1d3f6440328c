"""Whether letters and SMS leave, as watchers and administrators are told."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from prometheus_client.core import GaugeMetricFamily, Metric

from community.core.health.registry import Finding, HealthCheck, register_health_check, register_metrics
from community.messaging.models import UNDER_WAY, Alert, Channel, Message, State

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# Attempts after which it is no longer one mailbox that is busy, and messages after which it is not one recipient.
SEVERAL = 3
MANY = 10


def outbox() -> Finding:
    """How long the oldest message waits that should be on its way."""
    age = oldest_due_age()
    late = timedelta(seconds=settings.OUTBOX_LATE_SECONDS)
    return Finding(ok=age <= late, age=age, detail=_("the oldest message that is due waits too long"))


def letters() -> Finding:
    """Whether many messages fail at once, or are put off again and again."""
    stuck = Message.objects.filter(next_attempt_at__isnull=False, attempts__gte=SEVERAL).count()
    failed = Message.objects.filter(state=State.FAILED, created_at__gte=timezone.now() - HOUR).count()
    detail = _("put off again and again: %(stuck)s, given up in the last hour: %(failed)s")
    return Finding(ok=stuck + failed < MANY, detail=detail % {"stuck": stuck, "failed": failed})


def sms() -> Finding:
    """Whether SMS wait for something only people can mend: money, credentials, the day's limit."""
    told = Alert.objects.filter(day=timezone.localdate()).values_list("trouble", flat=True)
    waiting = Message.objects.filter(next_attempt_at__isnull=False, channel=Channel.SMS, attempts__gt=0).exists()
    troubles = sorted(told) if waiting else []
    return Finding(ok=not troubles, detail=", ".join(troubles))


def oldest_due_age() -> timedelta:
    due = Message.objects.due().values_list("next_attempt_at", flat=True).first()
    return timezone.now() - due if due else timedelta()


def metrics() -> Iterator[Metric]:
    """Messages by channel and state: all that are under way, the rest of the last day."""
    counts = GaugeMetricFamily("messages", "Under way now, or made in the last day", labels=["channel", "state"])
    under_way = Message.objects.filter(next_attempt_at__isnull=False)
    settled = Message.objects.filter(created_at__gte=timezone.now() - DAY).exclude(state__in=UNDER_WAY)
    for chosen in (under_way, settled):
        for channel, state, number in chosen.order_by().values_list("channel", "state").annotate(Count("pk")):
            counts.add_metric([channel, state], number)
    yield counts
    age = oldest_due_age().total_seconds()
    yield GaugeMetricFamily("outbox_oldest_due_seconds", "How long the oldest due message waits", value=age)


register_health_check(HealthCheck("outbox", _("Letters and SMS do not leave"), outbox))
register_health_check(HealthCheck("letters", _("Many letters or SMS fail"), letters, readiness=False))
register_health_check(HealthCheck("sms", _("SMS cannot be sent"), sms, readiness=False))
register_metrics(metrics)
