from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.models.petition import Petition


class AnnulmentState(models.TextChoices):
    PROPOSED = "proposed", _("waiting for a second person")
    DONE = "done", _("carried out")
    REJECTED = "rejected", pgettext_lazy("annulment", "rejected")
    UNDONE = "undone", _("taken back")


class AnnulmentQuerySet(models.QuerySet["Annulment"]):
    def unsettled(self) -> "AnnulmentQuerySet":
        """Decided, and signatures still have to follow."""
        return self.filter(state__in=(AnnulmentState.DONE, AnnulmentState.UNDONE), settled_at__isnull=True)

    def done(self) -> "AnnulmentQuerySet":
        return self.filter(state=AnnulmentState.DONE)

    def undo_proposed(self) -> "AnnulmentQuerySet":
        """Those in force that somebody wants to take back."""
        return self.done().filter(undo_proposed_by__isnull=False)

    def waiting_first(self) -> "AnnulmentQuerySet":
        """As the desk lists them: what needs a second person, then the latest."""
        waits = Q(state=AnnulmentState.PROPOSED) | Q(state=AnnulmentState.DONE, undo_proposed_by__isnull=False)
        first = Case(When(waits, then=0), default=1)
        return self.order_by(first, F("decided_at").desc(nulls_first=True), "-proposed_at", "-pk")

    def public(self) -> "AnnulmentQuerySet":
        """What a petition’s page says: those in force, with how many signatures objections gave back."""
        accepted = Q(objections__outcome=ObjectionOutcome.ACCEPTED)
        in_force = self.filter(state=AnnulmentState.DONE, settled_at__isnull=False, matched__gt=0)
        return in_force.annotate(returned=Count("objections", filter=accepted)).order_by("decided_at", "pk")


class Annulment(models.Model):
    """A decision of two persons not to count signatures that meet a condition. Its numbers and reason are public."""

    petition = models.ForeignKey(
        Petition, on_delete=models.PROTECT, related_name="annulments", verbose_name=_("petition")
    )
    # Names and values of ``petitions.conditions``; what leads to persons leaves with ``services.retention``.
    condition = models.JSONField(_("condition"), default=dict)
    public_reason = models.CharField(_("reason, as the public reads it"), max_length=255)
    state = models.CharField(_("state"), max_length=8, choices=AnnulmentState, default=AnnulmentState.PROPOSED)
    matched = models.PositiveIntegerField(_("signatures that met the condition"), default=0)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    undo_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposes to take it back"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undo_proposed_at = models.DateTimeField(_("proposed to take back at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    # When every signature had followed the decision; empty while batches are under way.
    settled_at = models.DateTimeField(_("carried out at"), null=True, blank=True)

    objects = AnnulmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("annulment")
        verbose_name_plural = _("annulments")
        ordering = ["-proposed_at", "-pk"]
        permissions = [
            ("propose_annulment", _("Can propose to annul signatures")),
            ("consent_annulment", _("Can agree to annul signatures that somebody else proposed")),
        ]
        constraints = [
            models.CheckConstraint(name="annulment_state_known", condition=Q(state__in=AnnulmentState.values)),
            models.CheckConstraint(
                name="annulment_two_persons",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Another person than the one who proposed it must consent."),
            ),
            models.CheckConstraint(
                name="annulment_decided",
                condition=Q(state="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            # Of two persons as well; of what was taken back before this was asked for, nobody is known.
            models.CheckConstraint(
                name="annulment_undone_by_two",
                condition=Q(undone_by__isnull=True)
                | (
                    Q(state="undone", undo_proposed_by__isnull=False, undone_at__isnull=False)
                    & ~Q(undone_by=F("undo_proposed_by"))
                ),
                violation_error_message=_("Another person than the one who proposed it must consent."),
            ),
            models.CheckConstraint(
                name="annulment_settled_once_decided",
                condition=~Q(state="proposed") | Q(settled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.public_reason


class ObjectionOutcome(models.TextChoices):
    OPEN = "open", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted: the signature counts again")
    DECLINED = "declined", _("declined")


class AnnulmentObjection(models.Model):
    """A signer's word against the annulment of the own signature; one for each annulment."""

    signature = models.ForeignKey(
        "engagement.Signature", on_delete=models.CASCADE, related_name="objections", verbose_name=_("signature")
    )
    annulment = models.ForeignKey(
        Annulment, on_delete=models.CASCADE, related_name="objections", verbose_name=_("annulment")
    )
    text = models.TextField(_("objection"), max_length=3000)
    outcome = models.CharField(_("outcome"), max_length=8, choices=ObjectionOutcome, default=ObjectionOutcome.OPEN)
    reply = models.TextField(_("reply"), blank=True)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["signature", "annulment"], name="objection_once"),
            models.CheckConstraint(
                name="objection_decided",
                condition=Q(outcome="open", decided_at__isnull=True)
                | (~Q(outcome="open") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.outcome)
