from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from community.core.network import PREFIX_LENGTHS
from community.core.written_field import WrittenField
from engagement.models.invalidation import InvalidationCause
from engagement.models.vote import FlagReason
from engagement.polls.conditions import condition_make
from engagement.polls.desk.numbers import HeldGroup
from engagement.polls.voter_key import email_domain

RELEASE, INVALIDATE = "release", "invalidate"
NARROWING = ("network", "domain", "flag_reason", "cast_from", "cast_until", "groups")


class MomentField(forms.DateTimeField):
    """A moment, or none. Kept away from the ends of the calendar, where time zones run over them."""

    widget = AdminDateTimeInput
    default_validators = [
        MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)),
        MaxValueValidator(datetime(2999, 1, 1, tzinfo=UTC)),
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class DecisionForm(forms.Form):
    """Which votes, what to do with them, and why; what is left empty does not narrow the choice."""

    groups = forms.MultipleChoiceField(
        label=_("Groups"),
        required=False,
        error_messages={"invalid_choice": _("A chosen group has no held votes any more. Look at the numbers again.")},
    )
    network = forms.CharField(
        label=_("Network"),
        required=False,
        max_length=64,
        help_text=_("For example 203.0.113.0/24 or one address of it. Votes keep their network, not the address."),
    )
    domain = forms.CharField(
        label=_("Mail domain"), required=False, max_length=255, help_text=_("What stands after the @: ukr.net.")
    )
    flag_reason = forms.ChoiceField(
        label=_("Why they are held"), required=False, choices=[("", "—"), *FlagReason.choices]
    )
    cast_from = MomentField(label=_("Cast from"))
    cast_until = MomentField(label=_("Cast before"))
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(RELEASE, _("count the held ones")), (INVALIDATE, _("leave out, counted and held ones alike"))],
        widget=forms.RadioSelect,
    )
    cause = forms.ChoiceField(
        label=_("Cause, when they are left out"), required=False, choices=[("", "—"), *InvalidationCause.choices]
    )
    reason = WrittenField(
        label=_("Reason, as everybody reads it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Up to 500 characters, without names, addresses and networks."),
    )

    def __init__(self, *args: Any, groups: list[HeldGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group_keys = {group_value(group): group.key for group in groups}
        self.fields["groups"].choices = [(value, value) for value in self.group_keys]  # type: ignore[attr-defined]  # of a choice field

    def clean_network(self) -> str:
        typed = self.cleaned_data["network"]
        return _network(typed) if typed else ""

    def clean_domain(self) -> str:
        domain = self.cleaned_data["domain"].rpartition("@")[2]
        return email_domain(f"name@{domain}") if domain else ""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("decision") == INVALIDATE and not values.get("cause"):
            self.add_error("cause", _("Choose the cause: everybody reads it."))
        if self.errors:
            return values
        if not any(values[name] for name in NARROWING):
            raise ValidationError(_("Tick a group or fill in at least one of the conditions."))
        parts = {name: values[name] for name in NARROWING if name != "groups"}
        groups = [self.group_keys[value] for value in values["groups"]]
        return {**values, "condition": condition_make(groups=groups, **parts)}


def group_value(group: HeldGroup) -> str:
    """What a tick of the group sends."""
    return "|".join(group.key)


def _network(typed: str) -> str:
    """The network as votes keep it. Raises ``ValidationError``."""
    try:
        network: IPv4Network | IPv6Network = ip_network(typed, strict=False)
    except ValueError:
        raise ValidationError(_("Write a network such as 203.0.113.0/24.")) from None
    length = PREFIX_LENGTHS[network.version]
    if network.prefixlen < length:
        raise ValidationError(_("Votes keep networks of the size /24 (IPv6: /48); write one of these."))
    return str(network.supernet(new_prefix=length))
