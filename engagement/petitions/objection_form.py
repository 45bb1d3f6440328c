from django import forms
from django.utils.translation import gettext_lazy as _

TEXT_LENGTH = 3000


class ObjectionForm(forms.Form):
    """What a signer says against the annulment."""

    text = forms.CharField(
        label=_("Your objection"),
        help_text=_("Write how you signed and why the signature is yours. Only staff read this."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
