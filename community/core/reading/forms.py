from django import forms
from django.utils.translation import gettext_lazy as _

from community.core.reading.ways import Contrast, Pace, Reading, Size

REFUSED = {
    "required": _("Choose one of the answers."),
    # Django's own words would repeat what was sent.
    "invalid_choice": _("Choose one of the answers."),
}


class ReadingForm(forms.Form):
    """Three questions, and where to go back to."""

    size = forms.ChoiceField(
        label=_("Size of the text"), choices=Size.choices, widget=forms.RadioSelect, error_messages=REFUSED
    )
    contrast = forms.ChoiceField(
        label=_("Contrast"), choices=Contrast.choices, widget=forms.RadioSelect, error_messages=REFUSED
    )
    pace = forms.ChoiceField(
        label=_("Spacing and motion"), choices=Pace.choices, widget=forms.RadioSelect, error_messages=REFUSED
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def chosen(self) -> Reading:
        """The way that a valid form names."""
        values = self.cleaned_data
        return Reading(Size(values["size"]), Contrast(values["contrast"]), Pace(values["pace"]))
