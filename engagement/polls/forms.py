from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.core.email_field import PlainEmailField
from engagement.models import Poll, PollOption
from engagement.models.poll import OptionsOrder, PollKind
from engagement.polls.options import options_ordered, options_shown, seed_clean
from engagement.polls.vote_secrets import RECEIPT_LENGTH, receipt_clean


class RadioList(forms.CheckboxSelectMultiple):
    """Radio buttons whose value is a list, so that two answers sent to a single choice are seen and refused."""

    input_type = "radio"
    template_name = "django/forms/widgets/radio.html"
    option_template_name = "django/forms/widgets/radio_option.html"


class VoteForm(forms.Form):
    """A vote: the answers, the settlement where the poll asks for it, and the address the letter goes to."""

    choice = forms.MultipleChoiceField(error_messages={"required": _("Choose an answer.")})
    settlement = forms.ChoiceField(
        label=_("Settlement"),
        required=False,
        error_messages={"invalid_choice": _("Choose a settlement from the list, or leave it out.")},
    )
    email = PlainEmailField(
        help_text=_("We send one letter there to confirm the vote. The address is not shown to anybody.")
    )

    def __init__(self, *args: Any, poll: Poll, settlements: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll = poll
        # What keeps the visitor's own order of answers from page to page.
        self.seed = seed_clean(str(self.data.get("order", "")))
        self.is_shuffled = poll.options_order == OptionsOrder.SHUFFLED
        self.options = {str(option.pk): option for option in options_ordered(poll, options_shown(poll), self.seed)}
        self._choice_prepare(cast("forms.MultipleChoiceField", self.fields["choice"]))
        if poll.asks_settlement and settlements:
            names = [("", _("Leave out")), *((name, name) for name in settlements)]
            cast("forms.ChoiceField", self.fields["settlement"]).choices = names
        else:
            del self.fields["settlement"]

    def _choice_prepare(self, choice: forms.MultipleChoiceField) -> None:
        choice.label = self.poll.question
        choice.choices = [(key, option.text) for key, option in self.options.items()]
        choice.error_messages["invalid_choice"] = _("This answer is not among the answers of the poll.")
        if self.poll.kind == PollKind.SINGLE:
            choice.widget = RadioList(choices=choice.choices)
        else:
            choice.widget = forms.CheckboxSelectMultiple(choices=choice.choices)
            choice.help_text = choice_hint(self.poll)

    @property
    def choices_with_options(self) -> list[tuple[BoundWidget, PollOption]]:
        """Each control with the answer it stands for, in the order they are shown."""
        return list(zip(self["choice"].subwidgets, self.options.values(), strict=True))

    @property
    def is_pictured(self) -> bool:
        return any(option.picture_id for option in self.options.values())

    def clean_choice(self) -> list[PollOption]:
        chosen = list(dict.fromkeys(self.cleaned_data["choice"]))
        if len(chosen) > self.poll.max_choices:
            raise forms.ValidationError(
                ngettext(
                    "Choose no more than %(count)d answer.",
                    "Choose no more than %(count)d answers.",
                    self.poll.max_choices,
                )
                % {"count": self.poll.max_choices},
                code="too_many",
            )
        return [self.options[key] for key in chosen]


class CodeForm(forms.Form):
    """The six digits of the letter, as people type them."""

    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=20,
        error_messages={"required": _("Enter the code from the letter.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 10}),
    )


class ReceiptForm(forms.Form):
    """The code of a receipt, as people type it."""

    receipt = forms.CharField(
        label=_("Code of the receipt"),
        help_text=_("Twelve letters and digits, such as 7KFM-2Q9T-XW4B. Dashes, spaces and case do not matter."),
        max_length=60,
        error_messages={"required": _("Enter the code of the receipt.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_receipt(self) -> str:
        receipt = receipt_clean(self.cleaned_data["receipt"])
        if len(receipt.replace("-", "")) != RECEIPT_LENGTH:
            raise forms.ValidationError(
                _("A receipt has twelve letters and digits. Compare what you entered with yours, sign by sign."),
                code="length",
            )
        return receipt


def choice_hint(poll: Poll) -> str:
    """How many answers may be chosen."""
    return ngettext(
        "You may choose up to %(count)d answer.", "You may choose up to %(count)d answers.", poll.max_choices
    ) % {"count": poll.max_choices}
