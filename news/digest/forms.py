from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.core.email_field import PlainEmailField
from news.digest.subscribing import Choices
from news.models import NewsCategory, NewsSubscription
from news.models.subscription import Frequency


class ChoicesForm(forms.Form):
    """What somebody wants to read and how often."""

    frequency = forms.ChoiceField(
        label=_("How often to write to you"),
        choices=Frequency.choices,
        initial=Frequency.DAILY,
        widget=forms.RadioSelect,
        help_text=_("If nothing has been published, no letter comes."),
        error_messages={"required": _("Choose how often to write to you.")},
    )
    categories = forms.ModelMultipleChoiceField(
        queryset=NewsCategory.objects.all(),
        label=_("Which news"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If you mark nothing, letters will tell of all news."),
        error_messages={"invalid_choice": _("There is no such category any more. Look through the list once more.")},
    )
    with_announcements = forms.BooleanField(
        label=_("Also announcements: water, electricity, roads, meetings"), required=False
    )
    with_events = forms.BooleanField(label=_("Also events one may come to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not NewsCategory.objects.exists():
            del self.fields["categories"]

    @property
    def choices(self) -> Choices:
        """What was chosen; only of a valid form."""
        return Choices(
            frequency=self.cleaned_data["frequency"],
            categories=list(self.cleaned_data.get("categories", ())),
            with_announcements=self.cleaned_data["with_announcements"],
            with_events=self.cleaned_data["with_events"],
        )


class SubscribeForm(ChoicesForm):
    """The same with the address that letters go to."""

    email = PlainEmailField(
        help_text=_("We send one letter there to confirm the subscription. The address is not shown to anybody.")
    )
    field_order = ["email"]


def chosen(subscription: NewsSubscription) -> dict[str, Any]:
    """The choices as they stand, for the form to begin with."""
    return {
        "frequency": subscription.frequency,
        "categories": list(subscription.categories.all()),
        "with_announcements": subscription.with_announcements,
        "with_events": subscription.with_events,
    }
