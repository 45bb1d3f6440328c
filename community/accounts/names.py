"""Names and settlements as people type them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

APOSTROPHES = re.compile("['ʼ‘`´]")
NAME = re.compile(r"[^\W\d_]+(?:[’ -][^\W\d_]+)*")


class NameField(forms.CharField):
    """A name: letters, hyphens and apostrophes of whatever kind. It is printed in letters, so nothing else passes."""

    def clean(self, value: Any) -> str:
        name = APOSTROPHES.sub("’", " ".join(super().clean(value).split()))
        if name and not NAME.fullmatch(name):
            raise forms.ValidationError(
                _("Only letters, hyphens and apostrophes can stand here, as in a passport."), code="name"
            )
        return name


def text_input(autocomplete: str) -> forms.TextInput:
    """A line of text that the browser may fill in."""
    return forms.TextInput(attrs={"autocomplete": autocomplete})
