from datetime import date, datetime, time, timedelta
from ipaddress import ip_network
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from community.core.written_field import WrittenField
from engagement.models import Petition
from engagement.petitions.conditions import Condition, condition_make


class PetitionField(forms.ModelChoiceField):
    def label_from_instance(self, petition: Any) -> str:
        return f"№ {petition.number}. {petition.title}"


class DayField(forms.DateField):
    """A day, or none. Kept away from the ends of the calendar, beyond which no midnight can be reckoned."""

    widget = AdminDateInput
    default_validators = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class ProposalForm(forms.Form):
    """Which signatures, and why; what is left empty does not narrow the choice."""

    petition = PetitionField(
        label=_("Petition"), queryset=Petition.objects.published().filter(pseudonymised_at__isnull=True)
    )
    network = forms.CharField(
        label=_("Signed from the network"),
        required=False,
        help_text=_("For example 203.0.113.0/24. Signatures keep their network, not the address."),
    )
    settlement = WrittenField(label=_("Settlement"), required=False)
    first_day = DayField(label=_("Signed on this day or later"))
    last_day = DayField(label=_("Signed on this day or earlier"))
    references = forms.CharField(
        label=_("References of signatures"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As in the register of signatures, separated by spaces or lines."),
    )
    public_reason = WrittenField(
        label=_("Reason, as the public reads it"),
        max_length=255,
        help_text=_("Short and without names: “automated signatures”. Signers get it in a letter."),
    )

    def clean_network(self) -> str:
        network: str = self.cleaned_data["network"]
        try:
            return str(ip_network(network, strict=False)) if network else ""
        except ValueError:
            raise ValidationError(_("Write a network such as 203.0.113.0/24.")) from None

    def clean_references(self) -> list[str]:
        try:
            return [str(UUID(text)) for text in self.cleaned_data["references"].replace(",", " ").split()]
        except ValueError:
            raise ValidationError(_("One of these is not a reference of a signature.")) from None

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        narrowing = ("network", "settlement", "first_day", "last_day", "references")
        if self.errors:
            return values
        if not any(values[name] for name in narrowing):
            raise ValidationError(_("Fill in at least one of the conditions."))
        return {**values, "condition": _condition(values)}


class ObjectionAnswerForm(forms.Form):
    accepted = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("accept: the signature counts again")), ("no", _("decline"))],
        widget=forms.RadioSelect,
    )
    reply = WrittenField(
        label=_("Explanation to the signer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes in the letter. Needed when the objection is declined."),
    )


def _condition(values: dict[str, Any]) -> Condition:
    """What was typed, as ``petitions.conditions`` understands it: days become the midnights that bound them."""
    return condition_make(
        network=values["network"],
        settlement=values["settlement"],
        signed_from=_midnight(values["first_day"]),
        signed_until=_midnight(values["last_day"], days=1),
        references=values["references"],
    )


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min)) if day else None
