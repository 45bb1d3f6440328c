import re
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from community.core.encryption.fields import EncryptedJSONField
from community.core.masking import mask_email

SECRETS = "secrets of messages"
PHONE = re.compile(r"\+[1-9]\d{7,14}")


class Channel(models.TextChoices):
    """By what road a message travels."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")


class State(models.TextChoices):
    """Where a message is: ``queued`` and ``sending`` are under way, ``sent`` and ``failed`` are final."""

    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")


UNDER_WAY = (State.QUEUED, State.SENDING)


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self) -> "MessageQuerySet":
        """What should be on its way by now: retries whose delay ran out, and what a crash or a dead broker left."""
        return self.filter(next_attempt_at__lte=timezone.now()).order_by("next_attempt_at")

    def attempt(self, *, message_id: int, attempts: int) -> "MessageQuerySet":
        """One message, and only while nobody began a later attempt than number ``attempts``."""
        return self.filter(pk=message_id, attempts=attempts, state__in=UNDER_WAY)

    def sms_sent_since(self, moment: datetime) -> "MessageQuerySet":
        """SMS that left since ``moment`` and those being sent right now: what the day's limit counts."""
        return self.filter(Q(sent_at__gte=moment) | Q(state=State.SENDING), channel=Channel.SMS)


class Message(models.Model):
    """One letter or SMS: written with what caused it, delivered after, kept as the register of what was sent.

    ``attempts`` is also the claim: whoever moves it from n to n + 1 makes that attempt, alone. While an attempt
    lasts, ``next_attempt_at`` is the end of its lease. ``sms_parts`` is what the gateway charged for.
    """

    public_id = models.UUIDField(_("message number"), default=uuid4, unique=True, editable=False)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    template = models.CharField(_("message template"), max_length=60)
    recipient = models.CharField(_("recipient"), max_length=254, blank=True)
    about = models.CharField(_("concerns"), max_length=120, blank=True)
    context = models.JSONField(_("message content"), default=dict, blank=True)
    secrets = EncryptedJSONField(_("codes and links"), purpose=SECRETS, default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now, null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=120, blank=True)
    sms_parts = models.PositiveSmallIntegerField(_("SMS parts"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    resend_of = models.ForeignKey(
        "self",
        verbose_name=_("sent again from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resends",
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(next_attempt_at__isnull=False), name="message_under_way"
            ),
            models.Index(fields=["state", "-id"], name="message_by_state"),
            models.Index(fields=["created_at"], name="message_by_day"),
            models.Index(Upper("recipient"), name="message_by_recipient"),
            # What is forgotten takes its letters along, a thousand at a time.
            models.Index(fields=["about"], name="message_by_about"),
            models.Index(fields=["sent_at"], condition=Q(channel=Channel.SMS), name="message_sms_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="message_channel_known"),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY, next_attempt_at__isnull=False)
                | Q(state__in=(State.SENT, State.FAILED), next_attempt_at__isnull=True),
                name="message_under_way_has_next_attempt",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False) | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.public_id}"

    def clean(self) -> None:
        """One well-formed recipient, so that neither headers nor further addresses can be smuggled in."""
        if self.channel == Channel.EMAIL:
            validate_email(self.recipient)
        elif not PHONE.fullmatch(self.recipient):
            raise ValidationError({"recipient": _("Enter the phone number in the form +380671234567.")})

    @property
    def is_erased(self) -> bool:
        """Whether its time of keeping ran out and only the fact of sending remains."""
        return not self.recipient

    @property
    def masked_recipient(self) -> str:
        """The recipient as logs may show it: ``i•••@example.org``, ``+380•••67``."""
        if self.channel == Channel.EMAIL:
            return mask_email(self.recipient)
        return f"{self.recipient[:4]}•••{self.recipient[-2:]}" if self.recipient else ""

    def scrubbed_secrets(self) -> dict[str, Any]:
        """The names of the secrets without their values, so that a preview still knows what to mask."""
        return dict.fromkeys(self.secrets, "")


class Alert(models.Model):
    """That administrators were told of a ``channels.errors.Trouble`` on a day: one letter a day is enough."""

    trouble = models.CharField(_("trouble"), max_length=20)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [models.UniqueConstraint(fields=["trouble", "day"], name="alert_once_a_day")]

    def __str__(self) -> str:
        return f"{self.trouble} {self.day}"


@register_setting(icon="mail")
class MessagingSettings(BaseGenericSetting):
    """What administrators decide about messages; one for the whole installation, as the bill is."""

    sms_per_day = models.PositiveIntegerField(
        _("SMS a day"),
        default=500,
        help_text=_(
            "The most the site sends in a day. What does not fit waits until the next morning, and administrators get "
            "a letter. With 0 no SMS is sent."
        ),
    )

    panels = [FieldPanel("sms_per_day")]

    class Meta:
        verbose_name = _("Limits of messages")
