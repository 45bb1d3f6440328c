from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class RefusalGround(models.Model):
    """Why the law or the statute lets a petition be refused. Staff edit the table; the public sees it with numbers."""

    code = models.SlugField(
        _("code"), max_length=40, unique=True, help_text=_("Short and lasting, for reports and open data.")
    )
    title = models.CharField(_("ground"), max_length=255, help_text=_("As the public reads it."))
    source = models.CharField(
        _("where it stands"), max_length=255, blank=True, help_text=_("Article of the law or paragraph of the statute.")
    )
    is_active = models.BooleanField(_("may be chosen"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("code"),
        FieldPanel("title"),
        FieldPanel("source"),
        FieldPanel("is_active"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        verbose_name = _("ground of refusal")
        verbose_name_plural = _("grounds of refusal")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title
