from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.models.petition import Petition


class PaperKind(models.TextChoices):
    APPEAL = "appeal", _("appeal for the registry")
    DOSSIER = "dossier", _("dossier for the session")


class PetitionPaper(models.Model):
    """A document about a petition as it was made, with people’s names: for staff alone, and only until the term ends.

    The digest outlives the content, so that a copy on somebody’s table can still be checked.
    """

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="papers", verbose_name=_("petition"))
    kind = models.CharField(_("document"), max_length=7, choices=PaperKind)
    content = models.BinaryField(null=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    # Empty when the clock made it.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    forgotten_at = models.DateTimeField(_("content erased at"), null=True)

    class Meta:
        verbose_name = _("document of a petition")
        verbose_name_plural = _("documents of petitions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="paper_kind_known", condition=Q(kind__in=PaperKind.values)),
            models.UniqueConstraint(fields=["petition"], condition=Q(kind="appeal"), name="paper_one_appeal"),
            models.CheckConstraint(
                name="paper_forgotten_or_whole",
                condition=Q(content__isnull=True, forgotten_at__isnull=False)
                | Q(content__isnull=False, forgotten_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.made_at:%d.%m.%Y}"

    @property
    def file_name(self) -> str:
        """Latin letters only: every mail program keeps them."""
        return f"{self.kind}-{self.petition.number}-{timezone.localtime(self.made_at):%Y-%m-%d-%H%M}.pdf"
