from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.models.petition import Petition
from engagement.models.petition_states import Machine


class PetitionEvent(models.Model):
    """One line of a petition's journal. Only added to: the database refuses to change or, once public, delete it."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="events", verbose_name=_("petition"))
    machine = models.CharField(_("what moved"), max_length=11, choices=Machine)
    from_state = models.CharField(_("from"), max_length=12, blank=True)
    # A state of the machine; at the desk, the name of what was done.
    to_state = models.CharField(_("to"), max_length=20)
    # Empty when the clock or the count did it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # For staff: checklist, reasons of an extension, the new person in charge. Never a resident's data.
    data = models.JSONField(_("details"), default=dict, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("journal")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["petition", "machine"], name="petition_event_machine")]
        constraints = [
            models.CheckConstraint(name="petition_event_machine_known", condition=models.Q(machine__in=Machine.values))
        ]

    def __str__(self) -> str:
        return f"{self.machine}: {self.from_state} → {self.to_state}"


class PetitionMilestone(models.Model):
    """That the author was told of a share of the threshold; once each, whatever the count does later."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="milestones")
    percent = models.PositiveSmallIntegerField(_("percent"))
    reached_at = models.DateTimeField(_("reached at"), default=timezone.now)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["petition", "percent"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "percent"], name="petition_milestone_once"),
            models.CheckConstraint(
                name="petition_milestone_percent", condition=models.Q(percent__gte=1, percent__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class PetitionNote(models.Model):
    """What staff wrote down about a petition, for themselves."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="notes", verbose_name=_("petition"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("note"))
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
