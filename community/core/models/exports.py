"""Large files on their way to whoever asked: in the database, so that any machine of the site can hand them out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=7)


def kept_until() -> datetime:
    return timezone.now() + KEPT_FOR


class ExportState(models.TextChoices):
    """Where a file is: ``queued`` and ``making`` are under way, ``ready`` and ``failed`` are final."""

    QUEUED = "queued", _("waits its turn")
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("not made")


UNDER_WAY = (ExportState.QUEUED, ExportState.MAKING)


class ExportFailure(models.TextChoices):
    """Why there is no file."""

    INTERRUPTED = "interrupted", _("The work was interrupted several times. Ask for the file again.")
    REFUSED = "refused", _("You no longer have the right to this export.")
    GONE = "gone", _("What was asked for is no longer there.")
    BROKEN = "broken", _("An error occurred several times. Please tell whoever runs the site.")


class ExportJobQuerySet(models.QuerySet["ExportJob"]):
    def of(self, user: Any) -> "ExportJobQuerySet":
        """What this person asked for, the latest first."""
        return self.filter(user_id=user.pk).order_by("-created_at")

    def due(self) -> "ExportJobQuerySet":
        """What should be under way by now: what the broker lost and what a killed worker left."""
        return self.filter(due_at__lte=timezone.now()).order_by("due_at")

    def attempt(self, *, job_id: UUID, attempts: int) -> "ExportJobQuerySet":
        """One job, and only while nobody began a later attempt than number ``attempts``."""
        return self.filter(pk=job_id, attempts=attempts, state__in=UNDER_WAY)


class ExportJob(models.Model):
    """A file somebody asked for that is too large to wait for.

    ``attempts`` is also the claim: whoever moves it from n to n + 1 makes that attempt, alone. While it lasts,
    ``due_at`` is the end of its lease. ``params`` may hold what was searched for, so the row goes with the file.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source = models.CharField(_("source"), max_length=120)
    params = models.JSONField(_("parameters"), default=dict, blank=True)
    title = models.CharField(_("title"), max_length=255)
    query = models.TextField(_("filter"), blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("asked by")
    )
    state = models.CharField(_("state"), max_length=10, choices=ExportState, default=ExportState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now, null=True)
    created_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    ready_at = models.DateTimeField(_("ready at"), null=True)
    expires_at = models.DateTimeField(_("kept until"), default=kept_until)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    last_error = models.CharField(_("failure"), max_length=11, choices=ExportFailure, blank=True)

    objects = ExportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="export_job_under_way"),
            models.Index(fields=["user", "-created_at"], name="export_job_by_person"),
            models.Index(fields=["expires_at"], name="export_job_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                name="export_job_state_known",
                condition=Q(state__in=UNDER_WAY, due_at__isnull=False, ready_at__isnull=True)
                | Q(state=ExportState.READY, due_at__isnull=True, ready_at__isnull=False, last_error="")
                | (Q(state=ExportState.FAILED, due_at__isnull=True, ready_at__isnull=True) & ~Q(last_error="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_there(self) -> bool:
        """Whether the file can be taken."""
        return self.state == ExportState.READY and self.expires_at > timezone.now()

    def content(self) -> Iterator[bytes]:
        """Read the file part by part, so that memory does not grow with it."""
        for pk in list(self.parts.order_by("number").values_list("pk", flat=True)):
            yield bytes(self.parts.values_list("content", flat=True).get(pk=pk))


class LightParts(models.Manager["ExportPart"]):
    """Parts without their content: what a deletion, which looks at each row, reads."""

    def get_queryset(self) -> models.QuerySet["ExportPart"]:
        return super().get_queryset().defer("content")


class ExportPart(models.Model):
    """A piece of a file, of a mebibyte at most."""

    SIZE = 1024 * 1024
    wagtail_reference_index_ignore = True

    job = models.ForeignKey(ExportJob, on_delete=models.CASCADE, related_name="parts", verbose_name=_("export"))
    number = models.PositiveIntegerField(_("number"))
    content = models.BinaryField(_("content"))

    objects = models.Manager["ExportPart"]()
    light = LightParts()

    class Meta:
        verbose_name = _("part of an export")
        verbose_name_plural = _("parts of exports")
        base_manager_name = "light"
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="export_part_once")]

    def __str__(self) -> str:
        return f"{self.job_id} {self.number}"
