from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.core.phones import normalise_mobile


class MobileField(forms.CharField):
    """A Ukrainian mobile number, however typed. Its value is a plain E.164 string: allauth compares and stores it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["label"] = _("Mobile phone")
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("error_messages", {"required": _("Enter your mobile phone number.")})
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        return normalise_mobile(text) if text else ""
