"""Who asked for news by e-mail, and how many letters left."""

import hashlib
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.core.local_time import day_begin
from community.core.mailbox import canonical_email
from community.core.masking import mask_email
from news.models.category import NewsCategory

# What nobody confirmed in this time is erased.
CONFIRM_WITHIN = timedelta(days=3)
FRIDAY = 4


class Frequency(models.TextChoices):
    """How often letters come, at most: without news none comes."""

    DAILY = "daily", _("Every morning")
    WEEKLY = "weekly", _("Once a week, on Friday morning")


def mailbox_key(email: str) -> str:
    """What all spellings of one mailbox have in common; of one length, however long a spelling is."""
    return hashlib.sha256(canonical_email(email).encode()).hexdigest()


class NewsSubscriptionQuerySet(models.QuerySet["NewsSubscription"]):
    def confirmed(self) -> "NewsSubscriptionQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> "NewsSubscriptionQuerySet":
        """Asked for and not confirmed; until that nobody knows whose wish it was."""
        return self.filter(confirmed_at__isnull=True)

    def in_time(self) -> "NewsSubscriptionQuerySet":
        """Those whose link to confirm is still good."""
        return self.filter(asked_at__gt=timezone.now() - CONFIRM_WITHIN)

    def outlived(self) -> "NewsSubscriptionQuerySet":
        """Those that waited too long."""
        return self.waiting().filter(asked_at__lte=timezone.now() - CONFIRM_WITHIN)

    def due(self, day: date) -> "NewsSubscriptionQuerySet":
        """Confirmed ones that nobody has looked after on ``day``; weekly ones since the latest Friday."""
        friday = day - timedelta(days=(day.weekday() - FRIDAY) % 7)
        daily = Q(frequency=Frequency.DAILY, seen_until__lt=day_begin(day))
        # What Friday missed comes on Saturday.
        weekly = Q(frequency=Frequency.WEEKLY, seen_until__lt=day_begin(friday))
        return self.confirmed().filter(daily | weekly)


class NewsSubscription(models.Model):
    """An address that asked for news by letter; confirmed by a letter to it, deleted by whoever holds one.

    ``reference`` names it in links and is renewed with each request, so only the latest letter confirms. ``seen_until``
    is the end of what the last letter could tell: the next one tells what became public after it.
    """

    reference = models.UUIDField(unique=True, default=uuid4, editable=False)
    email = models.EmailField(_("e-mail address"))
    mailbox_key = models.CharField(max_length=64, unique=True, editable=False)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency)
    categories = models.ManyToManyField(NewsCategory, verbose_name=_("categories of news"), blank=True)
    with_announcements = models.BooleanField(_("announcements too"), default=False)
    with_events = models.BooleanField(_("events too"), default=False)
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    seen_until = models.DateTimeField(null=True, blank=True)

    objects = NewsSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription to news")
        verbose_name_plural = _("subscriptions to news")
        indexes = [
            models.Index(fields=["seen_until"], condition=Q(seen_until__isnull=False), name="subscription_by_letter"),
            models.Index(fields=["asked_at"], condition=Q(confirmed_at__isnull=True), name="subscription_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values), name="subscription_frequency_known"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, seen_until__isnull=True)
                | Q(confirmed_at__isnull=False, seen_until__isnull=False),
                name="subscription_confirmed_has_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.masked_email

    @property
    def masked_email(self) -> str:
        """The address as staff may see it."""
        return mask_email(self.email)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def expires_at(self) -> datetime:
        """Until when it may be confirmed."""
        return self.asked_at + CONFIRM_WITHIN

    @property
    def is_in_time(self) -> bool:
        """Whether it may still be confirmed."""
        return timezone.now() < self.expires_at

    @property
    def is_weekly(self) -> bool:
        return self.frequency == Frequency.WEEKLY


class DigestSending(models.Model):
    """How many letters with news left on a day; says nothing of whom they went to."""

    day = models.DateField(_("day"))
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency)
    letters = models.PositiveIntegerField(_("letters"), default=0)

    class Meta:
        verbose_name = _("sending of news")
        verbose_name_plural = _("sendings of news")
        ordering = ["-day", "frequency"]
        constraints = [models.UniqueConstraint(fields=["day", "frequency"], name="digest_sending_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.frequency}"
