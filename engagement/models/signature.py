import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.models.annulment import Annulment
from engagement.models.petition import Petition


class SignatureState(models.TextChoices):
    VALID = "valid", pgettext_lazy("signature", "counted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ANNULLED = "annulled", _("annulled")


class Confirmation(models.TextChoices):
    """How it was made sure who signs; the law names no method, so each signature says its own."""

    EMAIL_SMS = "email_sms", _("e-mail and SMS")


# Lawful steps; the database holds to them too. Whoever withdrew may sign anew, in a row of its own.
SIGNATURE_TRANSITIONS = frozenset({("valid", "withdrawn"), ("valid", "annulled"), ("annulled", "valid")})


class SignatureQuerySet(models.QuerySet["Signature"]):
    def valid(self) -> "SignatureQuerySet":
        """The signatures that count."""
        return self.filter(state=SignatureState.VALID)

    def annulled(self) -> "SignatureQuerySet":
        return self.filter(state=SignatureState.ANNULLED)

    def to_recount(self) -> "SignatureQuerySet":
        """Those that came or changed since the last count of their petition."""
        return self.filter(recount_due=True)


class Signature(models.Model):
    """One resident's signature. Signing writes this row and no other; counts are derived (``services.counting``)."""

    reference = models.UUIDField(
        pgettext_lazy("signature", "reference"), default=uuid.uuid4, unique=True, editable=False
    )
    petition = models.ForeignKey(
        Petition, on_delete=models.PROTECT, related_name="signatures", verbose_name=_("petition")
    )
    # Empty after the signer deleted the account, and after the term.
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="signatures",
    )
    # HMAC of petition and proven phone: one person signs once, from whatever account. Empty after the term.
    signer_key = models.CharField(max_length=64, null=True, editable=False)
    full_name = models.CharField(_("surname, name, patronymic"), max_length=455, blank=True)
    settlement = models.CharField(_("settlement"), max_length=120, blank=True)
    network = models.CharField(_("network"), max_length=64, blank=True, editable=False)
    confirmed_by = models.CharField(
        _("confirmed by"), max_length=9, choices=Confirmation, default=Confirmation.EMAIL_SMS
    )
    state = models.CharField(_("state"), max_length=9, choices=SignatureState, default=SignatureState.VALID)
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    annulment = models.ForeignKey(
        Annulment,
        verbose_name=_("annulment"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signatures",
    )
    # Set by whatever changes the state, cleared by the recount.
    recount_due = models.BooleanField(default=True, editable=False)
    # The letter with the answer: when it was written, and whether the signer asked for none.
    told_at = models.DateTimeField(_("answer sent at"), null=True, blank=True)
    unsubscribed_at = models.DateTimeField(_("unsubscribed at"), null=True, blank=True)
    pseudonymised_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["petition", "state", "-id"], name="signature_of_petition"),
            models.Index(fields=["petition"], name="signature_to_recount", condition=Q(recount_due=True)),
            models.Index(fields=["signed_at"], name="signature_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "signer_key"],
                condition=Q(state__in=("valid", "annulled")),
                name="signature_one_per_person",
            ),
            # Whoever changes the phone is still the same person.
            models.UniqueConstraint(
                fields=["petition", "signer"],
                condition=Q(state__in=("valid", "annulled")),
                name="signature_one_per_account",
            ),
            models.CheckConstraint(name="signature_state_known", condition=Q(state__in=SignatureState.values)),
            models.CheckConstraint(
                name="signature_withdrawn_has_date",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="signature_annulled_by_decision",
                condition=~Q(state="annulled") | Q(annulment__isnull=False),
            ),
            models.CheckConstraint(
                name="signature_named_until_its_term",
                condition=(Q(pseudonymised_at__isnull=True) & ~Q(full_name=""))
                | Q(pseudonymised_at__isnull=False, full_name="", signer_key__isnull=True, network=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def is_valid(self) -> bool:
        return self.state == SignatureState.VALID


class SignatureCount(models.Model):
    """The last count of a petition's signatures: what pages show, and the lock under which it is counted again."""

    petition = models.OneToOneField(
        Petition, primary_key=True, on_delete=models.CASCADE, related_name="count", verbose_name=_("petition")
    )
    valid = models.PositiveIntegerField(_("counted signatures"), default=0)
    annulled = models.PositiveIntegerField(_("annulled signatures"), default=0)
    counted_at = models.DateTimeField(_("counted at"), default=timezone.now)

    class Meta:
        verbose_name = _("count of signatures")
        verbose_name_plural = _("counts of signatures")

    def __str__(self) -> str:
        return str(self.valid)
