from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PlainEmailField(forms.EmailField):
    """An address as people write it; quoted names and hosts in numbers, second spellings of a mailbox, are refused."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your e-mail address"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}))
        # As long as the column, and as SMTP allows (RFC 5321, 4.5.3.1.3).
        kwargs.setdefault("max_length", 254)
        kwargs["error_messages"] = {
            "required": _("Enter your e-mail address."),
            "invalid": _("This does not look like an e-mail address. An example: olena@example.com"),
            **kwargs.get("error_messages", {}),
        }
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        email: str = super().clean(value)
        if '"' in email or "[" in email:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return email
