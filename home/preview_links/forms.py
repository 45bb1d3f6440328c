from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.core.written_field import WrittenField
from home.models.preview_link import DEFAULT_DAYS, MAX_DAYS, Verdict

NAME_LENGTH, TEXT_LENGTH = 100, 5000


class AnswerForm(forms.Form):
    """What a reader of a draft tells its author; nothing is published."""

    verdict = forms.ChoiceField(
        label=_("What do you say?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two answers.")},
    )
    text = WrittenField(
        label=_("Your remarks"),
        required=False,
        max_length=TEXT_LENGTH,
        help_text=_("What should be changed and where. Only the staff will see this."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "max_length": _("The remarks may have up to %(limit_value)d characters, yours have %(show_value)d.")
        },
    )
    name = WrittenField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        help_text=_("So that the author knows whose answer it is."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Write your name."),
            "max_length": _("The name may have up to %(limit_value)d characters, yours has %(show_value)d."),
        },
    )
    # When the version on the screen was saved.
    version_at = forms.DateTimeField(
        widget=forms.HiddenInput, input_formats=["iso-8601", "%Y-%m-%dT%H:%M:%S%z"], required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verdict") == Verdict.REMARKS and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what should be changed."))
        return cleaned

    def clean_version_at(self) -> Any:
        # Nobody has read a version of the future; without the field, the one of this moment.
        now = timezone.now()
        return min(self.cleaned_data.get("version_at") or now, now)


class LinkForm(forms.Form):
    """What an author decides about a new link."""

    note = forms.CharField(
        label=_("For whom (optional)"),
        required=False,
        max_length=120,
        help_text=_("For your own memory: “the head”, “the school”."),
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        initial=DEFAULT_DAYS,
        help_text=_("From 1 to 30. You can take the link back sooner."),
        validators=[MinValueValidator(1), MaxValueValidator(MAX_DAYS)],
    )
