"""What happened to a poll beside the votes, and the numbers that outlive erased rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.models.invalidation import Invalidation
from engagement.models.poll import Poll


class PollEventKind(models.TextChoices):
    CLOSED_EARLY = "closed-early", _("closed before its time")
    LOOKED_EARLY = "looked-early", _("staff looked at hidden results")
    RELEASED = "released", _("held votes were counted after review")
    INVALIDATED = "invalidated", _("votes were not counted")
    RESTORED = "restored", _("votes count again")
    ERASED = "erased", _("addresses of voters were erased")


class PollEvent(models.Model):
    """One public line about a poll: what was done, when, why, with how many votes; never by whom or with whose.

    Only added to: the database refuses to change or delete a line.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="events", verbose_name=_("poll"))
    kind = models.CharField(_("what"), max_length=12, choices=PollEventKind)
    at = models.DateTimeField(_("when"), default=timezone.now)
    # Shown to staff only; empty when the clock did it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    votes = models.PositiveIntegerField(_("votes"), default=0)
    invalidation = models.ForeignKey(
        Invalidation, null=True, blank=True, on_delete=models.PROTECT, related_name="events", editable=False
    )

    class Meta:
        verbose_name = _("public note on a poll")
        verbose_name_plural = _("public notes on polls")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="poll_event_kind_known", condition=Q(kind__in=PollEventKind.values)),
            models.CheckConstraint(name="poll_event_says_why", condition=Q(kind=PollEventKind.ERASED) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d.%m.%Y}"


class PollSeal(models.Model):
    """The digests of a closed poll's receipts and tallies at a moment; see ``polls.digests``.

    A decision after the close adds another seal and leaves the former one standing.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="seals", verbose_name=_("poll"))
    sealed_at = models.DateTimeField(_("sealed at"), default=timezone.now)
    voters = models.PositiveIntegerField(_("counted votes"))
    receipts_digest = models.CharField(_("digest of receipts"), max_length=64)
    tallies_digest = models.CharField(_("digest of tallies"), max_length=64)

    class Meta:
        verbose_name = _("seal of a poll")
        verbose_name_plural = _("seals of polls")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.tallies_digest[:12]} {self.sealed_at:%d.%m.%Y}"


class PollDay(models.Model):
    """How many votes of a day nobody confirmed, and their letters, kept when the rows themselves are erased."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="days", verbose_name=_("poll"))
    day = models.DateField(_("day"))
    letters = models.PositiveIntegerField(_("letters sent"), default=0)
    expired = models.PositiveIntegerField(_("not confirmed in time"), default=0)
    cancelled = models.PositiveIntegerField(_("taken back before confirming"), default=0)

    class Meta:
        verbose_name = _("day of a poll")
        verbose_name_plural = _("days of polls")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["poll", "day"], name="poll_day_once")]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
