from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import PreviewableMixin

from engagement.models.poll import Poll
from engagement.models.vote import Vote

SETTLEMENT_LENGTH = Vote._meta.get_field("settlement").max_length or 0


@register_setting(icon="clipboard-list")
class EngagementSettings(PreviewableMixin, BaseSiteSetting):
    """How the community takes part in polls: which one stands on every page, and from where people vote."""

    shown_poll = models.ForeignKey(
        Poll,
        verbose_name=_("poll shown on every page"),
        help_text=_("While it runs. When empty, or once it has closed, the newest running poll is shown."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    settlements = models.TextField(
        _("settlements"),
        blank=True,
        help_text=_("One in a line, in the order to be offered to voters of polls that ask for a settlement."),
    )

    panels = [FieldPanel("shown_poll"), FieldPanel("settlements")]

    class Meta:
        verbose_name = _("polls on pages")

    def clean(self) -> None:
        super().clean()
        if any(len(name) > SETTLEMENT_LENGTH for name in self.settlement_names):
            words = _("One settlement in a line, no longer than %(length)d characters.")
            raise ValidationError({"settlements": words % {"length": SETTLEMENT_LENGTH}})

    @property
    def settlement_names(self) -> list[str]:
        """The settlements without empty lines and repetitions."""
        return list(dict.fromkeys(name for line in self.settlements.splitlines() if (name := line.strip())))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the home page with the poll as chosen, which the settings' view put on the request."""
        page = self.site.root_page.specific
        return page.serve_preview(request, page.default_preview_mode)
