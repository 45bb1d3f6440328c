"""What people fill in: a petition, the consent to become public, a signature, an objection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.core.written_field import WrittenField
from engagement.models.petition import TEXT_LENGTH, TITLE_LENGTH

OBJECTION_LENGTH = 3000


class TitleForm(forms.Form):
    """What the petition asks for, in one line."""

    title = WrittenField(
        label=_("What do you ask the council for?"),
        help_text=_("One sentence that says what to do and where, up to 200 characters."),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("Write what you ask for."),
            "max_length": _("The title may have up to %(limit_value)d characters, yours has %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class DraftForm(TitleForm):
    """A petition as its author writes it."""

    text = WrittenField(
        label=_("Text of the petition"),
        help_text=_("What is wrong, what you propose, whom it helps. Plain text, up to 10 000 characters."),
        max_length=TEXT_LENGTH,
        error_messages={
            "required": _("Write the text of the petition."),
            "max_length": _("The text may have up to %(limit_value)d characters, yours has %(show_value)d."),
        },
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class SubmitForm(forms.Form):
    """The consent without which nothing is published."""

    consent = forms.BooleanField(
        error_messages={"required": _("Agree to this: the law asks for the author’s name beside the petition.")}
    )

    def __init__(self, *args: Any, full_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        consent = _("I agree that my name (%(name)s), the text and the date become public.")
        self.fields["consent"].label = consent % {"name": full_name}


class SigningForm(forms.Form):
    """What a resident confirms before signing, in the words of the statute."""

    eligible = forms.BooleanField(
        error_messages={"required": _("Confirm this before you sign: only those who may sign are counted.")}
    )

    def __init__(self, *args: Any, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eligible"].label = statement


class ObjectionForm(forms.Form):
    """What a signer says against the annulment."""

    text = WrittenField(
        label=_("Your objection"),
        help_text=_("Write how you signed and why the signature is yours. Only staff read this."),
        max_length=OBJECTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
