"""The fields of forms that staff put together: asked, checked and refused in words that name the field."""

from typing import Any

from django import forms
from django.db import models
from django.utils.html import conditional_escape
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from community.core.email_field import PlainEmailField
from community.core.validators import validate_phone
from community.core.written_field import WrittenField
from home.forms.consent import AGREED, DIGEST, consent_digest, consent_text

# No label of a field makes this name, since names of fields have no hyphens.
CONSENT = "personal-data"
LINE_LENGTH, TEXT_LENGTH = 255, 5000


class FieldKind(models.TextChoices):
    """What may be asked. No files: whatever is sent here is kept for a short time and read in the admin."""

    LINE = "singleline", _("a line of text")
    TEXT = "multiline", _("several lines of text")
    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("phone")
    NUMBER = "number", _("a number")
    DATE = "date", _("date")
    DROPDOWN = "dropdown", _("one of a list")
    RADIO = "radio", _("one of several, all in sight")
    CHECKBOXES = "checkboxes", _("any of several")
    CHECKBOX = "checkbox", _("a box to tick")


# Kinds that need a list of choices.
CHOOSING = (FieldKind.DROPDOWN, FieldKind.RADIO, FieldKind.CHECKBOXES)


class PublicForm(BaseForm):
    """What residents fill in: the fields of the page, then the consent."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording = consent_digest(consent_text(self.page))
        self.fields[CONSENT].widget.attrs["value"] = self.wording

    def clean(self) -> dict[str, Any]:
        """Whoever read another wording has not agreed to this one: the box comes back empty."""
        cleaned: dict[str, Any] = super().clean()
        read = self.data.get(CONSENT, "")
        if DIGEST.fullmatch(read) and read != self.wording:
            self.data = self.data.copy()
            del self.data[CONSENT]
            self.add_error(CONSENT, _("These words have changed while you filled in the form. Read them once more."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What is kept: the consent is a condition, not an answer."""
        return {name: value for name, value in self.cleaned_data.items() if name != CONSENT}


class PublicFormBuilder(FormBuilder):
    """Makes the form of a page, with the controls and the messages of the site's other forms."""

    def get_form_class(self) -> type[PublicForm]:
        consent = forms.BooleanField(
            label=AGREED,
            error_messages={"required": _("Without your agreement we may not take what you entered.")},
        )
        return type("FormOfPage", (PublicForm,), {**self.formfields, CONSENT: consent})

    def get_field_options(self, field: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_field_options(field)
        options["help_text"] = conditional_escape(field.help_text)
        options["error_messages"] = {"required": _("Fill in “%(label)s”.") % {"label": field.label}}
        return options

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return WrittenField(max_length=LINE_LENGTH, **options)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return WrittenField(max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 6}), **options)

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return PlainEmailField(**options)

    def create_phone_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        return forms.CharField(max_length=40, validators=[validate_phone], widget=widget, **options)

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["error_messages"]["invalid"] = _("“%(label)s”: enter a number.") % {"label": field.label}
        return forms.DecimalField(
            max_digits=15, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options
        )

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["error_messages"]["invalid"] = _("“%(label)s”: enter a date, for example 24.09.2026.") % {
            "label": field.label
        }
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        choices = [("", _("Choose from the list")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **_refusing_strangers(field, options))

    def create_radio_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        choices = self.get_formatted_field_choices(field)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_refusing_strangers(field, options))

    def create_checkboxes_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return super().create_checkboxes_field(field, _refusing_strangers(field, options))


def _refusing_strangers(field: Any, options: dict[str, Any]) -> dict[str, Any]:
    options["error_messages"] |= {
        "required": _("Choose an answer: “%(label)s”.") % {"label": field.label},
        "invalid_choice": _("“%(label)s”: choose an answer from the list.") % {"label": field.label},
    }
    return options
