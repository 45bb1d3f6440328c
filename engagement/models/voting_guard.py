from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from community.core.address_lists import domain_among, domains_clean, domains_read, networks_clean

BOUNDS = [MinValueValidator(1), MaxValueValidator(1_000_000)]
# A list of any length would be read for each vote.
LONGEST_LIST = 20_000
# Most people write from these: no rule about domains may ever speak of them, neither for nor against.
EVERYDAY_DOMAINS = frozenset({"gmail.com", "googlemail.com", "ukr.net", "i.ua", "meta.ua"})
# Zones of the state that wages war on Ukraine and of its ally; their large mail services are closed here by sanctions
# (decrees of the President 133/2017 and 82/2021).
SANCTIONED_DOMAINS = "ru\nsu\nрф\nby\nyandex.com\nyandex.ua"


@register_setting(icon="lock")
class VotingGuard(BaseGenericSetting):
    """What makes a vote suspicious. A suspicious vote gets its letter like any other and waits for review."""

    # A mobile operator leads thousands of subscribers through one /24, and a school votes from one address.
    network_per_minute = models.PositiveIntegerField(_("votes of a network in a minute"), default=20, validators=BOUNDS)
    network_per_hour = models.PositiveIntegerField(
        _("votes of a network in an hour"),
        default=100,
        validators=BOUNDS,
        help_text=_("A school, a centre of services and a mobile operator’s customers each share one network."),
    )
    poll_per_minute = models.PositiveIntegerField(_("votes in a poll in a minute"), default=120, validators=BOUNDS)
    poll_per_hour = models.PositiveIntegerField(
        _("votes in a poll in an hour"),
        default=3000,
        validators=BOUNDS,
        help_text=_("Raise it before a poll is announced to the whole community at once."),
    )
    unproven_per_hour = models.PositiveIntegerField(
        _("suspicious votes of a network without a captcha in an hour"),
        default=3,
        validators=BOUNDS,
        help_text=_("What comes beyond them is refused for the hour."),
    )
    allowed_networks = models.TextField(
        _("networks that are never suspicious"),
        blank=True,
        max_length=LONGEST_LIST,
        help_text=_(
            "One in a line, for example 203.0.113.0/24 # school No 2. Neither limits nor other lists apply to them."
        ),
    )
    blocked_networks = models.TextField(
        _("networks whose votes are held"),
        blank=True,
        max_length=LONGEST_LIST,
        help_text=_("One in a line. The voter sees no difference; staff decide about the vote."),
    )
    allowed_domains = models.TextField(
        _("mail domains that are never suspicious"),
        blank=True,
        max_length=LONGEST_LIST,
        help_text=_(
            "One in a line, with all that is below it: example.gov.ua. Only domains where nobody opens a mailbox at "
            "will. What is allowed here is not held by any other list."
        ),
    )
    blocked_domains = models.TextField(
        _("mail domains whose votes are held"),
        blank=True,
        default=SANCTIONED_DOMAINS,
        max_length=LONGEST_LIST,
        help_text=_("One in a line, with all that is below it. The voter sees no difference; staff decide."),
    )
    holds_disposable = models.BooleanField(
        _("hold votes from mailboxes for one use"),
        default=True,
        help_text=_("By a public list of some ten thousand domains, renewed with the program."),
    )

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

    @classmethod
    def in_force(cls) -> "VotingGuard":
        """The rules as they are stored, else the defaults; one query, and unlike ``load`` it never writes."""
        return cls.objects.first() or cls()

    def clean(self) -> None:
        """Bring the lists to the form they are kept in. Raises ``ValidationError`` that names each bad line."""
        super().clean()
        errors = {}
        for name, clean in LISTS.items():
            try:
                setattr(self, name, clean(getattr(self, name)))
            except ValidationError as error:
                errors[name] = error
        if self.network_per_hour < self.network_per_minute:
            errors["network_per_hour"] = ValidationError(gettext("An hour cannot allow less than a minute."))
        if self.poll_per_hour < self.poll_per_minute:
            errors["poll_per_hour"] = ValidationError(gettext("An hour cannot allow less than a minute."))
        if errors:
            raise ValidationError(errors)


def _domain_rules_clean(text: str) -> str:
    cleaned = domains_clean(text)
    everyday = [domain for domain in sorted(domains_read(cleaned)) if domain_among(domain, EVERYDAY_DOMAINS)]
    if everyday:
        raise ValidationError(
            gettext(
                "Most people write from %(domains)s: such a rule would speak of everybody. Limits watch over them."
            ),
            params={"domains": ", ".join(everyday)},
        )
    return cleaned


LISTS = {
    "allowed_networks": networks_clean,
    "blocked_networks": networks_clean,
    "allowed_domains": _domain_rules_clean,
    "blocked_domains": _domain_rules_clean,
}
