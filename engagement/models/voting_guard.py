from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

BOUNDS = [MinValueValidator(1), MaxValueValidator(1_000_000)]
# Zones of the state that wages war on Ukraine and of its ally; their large mail services are closed here by sanctions
# (decrees of the President 133/2017 and 82/2021).
SANCTIONED_DOMAINS = "ru\nsu\nxn--p1ai\nby\nyandex.com\nyandex.ua"


@register_setting(icon="lock")
class VotingGuard(BaseGenericSetting):
    """What makes a vote suspicious. A suspicious vote gets its letter like any other and waits for review."""

    # A mobile operator leads thousands of subscribers through one /24, and a school votes from one address.
    network_per_minute = models.PositiveIntegerField(_("votes of a network in a minute"), default=20, validators=BOUNDS)
    network_per_hour = models.PositiveIntegerField(_("votes of a network in an hour"), default=100, validators=BOUNDS)
    poll_per_minute = models.PositiveIntegerField(_("votes in a poll in a minute"), default=120, validators=BOUNDS)
    poll_per_hour = models.PositiveIntegerField(_("votes in a poll in an hour"), default=3000, validators=BOUNDS)
    unproven_per_hour = models.PositiveIntegerField(
        _("suspicious votes of a network without a captcha in an hour"),
        default=3,
        validators=BOUNDS,
        help_text=_("What comes beyond them is refused for the hour."),
    )
    allowed_networks = models.TextField(_("networks that are never suspicious"), blank=True)
    blocked_networks = models.TextField(_("networks whose votes are held"), blank=True)
    allowed_domains = models.TextField(_("mail domains that are never suspicious"), blank=True)
    blocked_domains = models.TextField(_("mail domains whose votes are held"), blank=True, default=SANCTIONED_DOMAINS)
    holds_disposable = models.BooleanField(_("hold votes from mailboxes for one use"), default=True)

    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("network_per_minute"), FieldPanel("network_per_hour")]),
                    FieldRowPanel([FieldPanel("poll_per_minute"), FieldPanel("poll_per_hour")]),
                    FieldPanel("unproven_per_hour"),
                ],
                heading=_("How often is suspicious"),
            ),
            MultiFieldPanel([FieldPanel("allowed_networks"), FieldPanel("blocked_networks")], heading=_("Networks")),
            MultiFieldPanel(
                [FieldPanel("allowed_domains"), FieldPanel("blocked_domains"), FieldPanel("holds_disposable")],
                heading=_("Mail domains"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("Protection of polls")
