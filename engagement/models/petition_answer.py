from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from engagement.models.petition import Petition

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


def validate_has_words(html: str) -> None:
    """Refuse the empty paragraph that an editor makes of nothing."""
    if not strip_tags(html).strip():
        raise ValidationError(_("Write the text: it is still empty."), code="required")


class PetitionAnswer(models.Model):
    """The answer of the head; the decision itself stands on the petition. Published once, never changed."""

    petition = models.OneToOneField(
        Petition, on_delete=models.PROTECT, related_name="head_answer", verbose_name=_("petition")
    )
    text = RichTextField(_("answer"), features=FEATURES, validators=[validate_has_words])
    signed_by = models.CharField(_("who answers"), max_length=255, help_text=_("Position and name."))
    document = models.ForeignKey(
        "core.CommunityDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer to a petition")
        verbose_name_plural = _("answers to petitions")

    def __str__(self) -> str:
        return str(self.petition)


class PetitionDeed(models.Model):
    """What was done after a supported petition, told line by line."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="deeds", verbose_name=_("petition"))
    text = RichTextField(_("what was done"), features=FEATURES, validators=[validate_has_words])
    document = models.ForeignKey(
        "core.CommunityDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    done_on = models.DateField(_("day"), default=timezone.localdate)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("what was done")
        ordering = ["-done_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.done_on}"
