from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.models.poll import Poll


class InvalidationCause(models.TextChoices):
    """What the public reads beside the number."""

    AUTOMATED = "automated", _("cast by a program")
    DISPOSABLE = "disposable", _("mailboxes for one use")
    ORGANISED = "organised", _("many addresses of one person")
    OTHER = "other", _("another breach of the rules")


class InvalidationQuerySet(models.QuerySet["Invalidation"]):
    def in_force(self) -> "InvalidationQuerySet":
        return self.filter(undone_at__isnull=True)


class Invalidation(models.Model):
    """A decision not to count the votes of a poll that meet a condition. Its number, cause and reason are public."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="invalidations", verbose_name=_("poll"))
    # Names and values of ``polls.conditions``; what leads to persons leaves with ``services.retention``.
    condition = models.JSONField(_("condition"), default=dict)
    cause = models.CharField(_("cause"), max_length=10, choices=InvalidationCause)
    public_reason = models.CharField(_("reason, as the public reads it"), max_length=500)
    matched = models.PositiveIntegerField(_("votes that met the condition"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_reason = models.CharField(_("why it was taken back"), max_length=500, blank=True)

    objects = InvalidationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invalidation of votes")
        verbose_name_plural = _("invalidations of votes")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="invalidation_cause_known", condition=Q(cause__in=InvalidationCause.values)),
            models.CheckConstraint(name="invalidation_says_why", condition=~Q(public_reason="")),
            models.CheckConstraint(
                name="invalidation_undone_for_a_reason",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.public_reason
