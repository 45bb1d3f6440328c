from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from engagement.models.poll import Poll


@register_setting(icon="clipboard-list")
class EngagementSettings(BaseSiteSetting):
    """How the community takes part: today, which poll stands on every page."""

    shown_poll = models.ForeignKey(
        Poll,
        verbose_name=_("poll shown on every page"),
        help_text=_("While it runs. When empty, or once it has closed, the newest running poll is shown."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("shown_poll")]

    class Meta:
        verbose_name = _("polls on pages")
