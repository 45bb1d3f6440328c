from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.preview_links.tokens import token_hash

DEFAULT_DAYS, MAX_DAYS = 7, 30
# After so many days without being of use a link leaves, and with it the names of whoever answered.
KEPT_DAYS = 90


class LinkState(models.TextChoices):
    """Whether a link still opens the draft."""

    OPEN = "open", _("works")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("taken back")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def of_token(self, token: str) -> "PreviewLink | None":
        """The link that ``token`` was made for, whatever its state."""
        return self.select_related("page").filter(token_hash=token_hash(token)).first()

    def of_page(self, page_id: int) -> "PreviewLinkQuerySet":
        """All links to one page with their answers, the newest first."""
        return self.filter(page=page_id).select_related("created_by").prefetch_related("answers").order_by("-pk")

    def outlived(self) -> "PreviewLinkQuerySet":
        """Those that nobody needs any more."""
        return self.filter(expires_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))


class PreviewLink(models.Model):
    """The right to read one page's latest draft without an account. Only a digest of it is kept: nobody can copy it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    note = models.CharField(
        _("for whom"), max_length=120, blank=True, help_text=_("For your own memory: “the head”, “the school”.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="preview_link_lasts"),
        ]

    def __str__(self) -> str:
        return self.note or str(_("link to a draft"))

    @property
    def state(self) -> LinkState:
        """Open, unless it was taken back or its time is over."""
        if self.revoked_at:
            return LinkState.REVOKED
        return LinkState.OPEN if timezone.now() < self.expires_at else LinkState.EXPIRED

    @property
    def is_open(self) -> bool:
        """Whether it still shows the draft."""
        return self.state == LinkState.OPEN


class Verdict(models.TextChoices):
    """What a reader of a draft says."""

    AGREED = "agreed", _("I agree")
    REMARKS = "remarks", _("I have remarks")


class PreviewAnswer(models.Model):
    """What somebody who read a draft by a link told its author."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="answers")
    name = models.CharField(max_length=100)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    text = models.TextField(max_length=5000, blank=True)
    # When the version that was read had been saved: the draft may have changed before the answer came.
    version_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="preview_answer_verdict"),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.REMARKS) | ~Q(text=""), name="preview_answer_remarks_have_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_verdict_display()}"

    def is_about(self, saved_at: datetime | None) -> bool:
        """Whether the version saved at ``saved_at`` is the one that was read."""
        return saved_at is None or self.version_at >= saved_at.replace(microsecond=0)
