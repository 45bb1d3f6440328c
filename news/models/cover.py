from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from community.core.models import BasePage
from community.core.page_forms import BasePageForm


class CoveredPageForm(BasePageForm):
    """Asks for the description of a cover before a page goes out; a draft may wait for it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("cover") and not cleaned.get("cover_alt") and not self.is_deferred_validation:
            self.add_error(
                "cover_alt",
                forms.ValidationError(
                    _("Describe the cover in words: residents who do not see the picture will hear this text.")
                ),
            )
        return cleaned


class CoveredPage(BasePage):
    """A page with a picture on top, described in words."""

    cover = models.ForeignKey(
        "core.CommunityImage",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("cover"),
    )
    cover_alt = models.CharField(
        _("what the cover shows"),
        max_length=255,
        blank=True,
        help_text=_("In words, for residents who do not see the picture. Needed when there is a cover."),
    )
    cover_caption = models.CharField(_("caption of the cover"), max_length=255, blank=True)
    cover_author = models.CharField(_("author of the photo"), max_length=120, blank=True)

    class Meta:
        abstract = True


COVER_PANEL = MultiFieldPanel(
    [FieldPanel("cover"), FieldPanel("cover_alt"), FieldPanel("cover_caption"), FieldPanel("cover_author")],
    heading=_("Cover"),
)
