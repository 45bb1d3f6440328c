from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SigningForm(forms.Form):
    """What a resident confirms before signing, in the words of the statute."""

    eligible = forms.BooleanField(
        error_messages={"required": _("Confirm this before you sign: only those who may sign are counted.")}
    )

    def __init__(self, *args: Any, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eligible"].label = statement
