"""What the desk does from the threshold on: the review, its hearings, the head's answer, and what was done after it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.widgets import AdminDocumentChooser

from community.accounts.models import User
from community.core.models import CommunityDocument
from community.core.written_field import WrittenField
from engagement.models import Petition
from engagement.models.petition_answer import FEATURES
from engagement.models.petition_states import AnswerState, Decision
from engagement.petitions.desk.action import PetitionAction
from engagement.petitions.rights import ANSWERS
from engagement.petitions.services.answers import (
    petition_answer,
    petition_deed_add,
    petition_hearings_announce,
    petition_review_start,
)


class RichTextAndFileForm(forms.Form):
    """A text with simple markup, and a document of the site beside it."""

    text = forms.CharField(label=_("Text"), required=True)
    document = forms.ModelChoiceField(label=_("File"), queryset=CommunityDocument.objects.all(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = get_rich_text_editor_widget("default", features=FEATURES)
        self.fields["document"].widget = AdminDocumentChooser()


class AnswerForm(RichTextAndFileForm):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(value, label) for value, label in Decision.choices if value],
        widget=forms.RadioSelect,
    )
    signed_by = WrittenField(label=_("Who answers"), max_length=255, help_text=_("Position and name."))
    field_order = ("decision", "text", "signed_by", "document")

    def clean_decision(self) -> Decision:
        return Decision(self.cleaned_data["decision"])


class DeedForm(RichTextAndFileForm):
    done_on = forms.DateField(label=_("Day"), initial=timezone.localdate, widget=AdminDateInput)
    field_order = ("done_on", "text", "document")

    def clean_done_on(self) -> date:
        day: date = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


def a_year_ahead() -> date:
    return timezone.localdate() + timedelta(days=366)


class HearingsForm(forms.Form):
    until = forms.DateField(
        label=_("Hearings until"),
        widget=AdminDateInput,
        help_text=_("The review now ends with this day."),
        # A slip in the year could not be mended: hearings only ever extend.
        validators=[MaxValueValidator(a_year_ahead)],
    )
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea, help_text=_("Goes into the journal."))


class StartReviewAction(PetitionAction):
    name = "start-review"
    label = _("Begin the review")
    explanation = _(
        "The notice that the review has begun appears on the petition’s page, and the author gets a letter. From this "
        "moment the law’s clock for the answer runs."
    )
    done = _("The notice is published; the review has begun.")

    @classmethod
    def is_possible(cls, petition: Petition) -> bool:
        return petition.answer == AnswerState.AWAITING

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_review_start(petition=self.petition, actor=actor)


class HearingsAction(PetitionAction):
    name = "hearings"
    label = _("Announce hearings")
    explanation = _("Hearings that the petition asks for extend the review.")
    done = _("The review is extended.")
    form_class = HearingsForm

    @classmethod
    def is_possible(cls, petition: Petition) -> bool:
        return petition.answer == AnswerState.UNDER_REVIEW

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_hearings_announce(petition=self.petition, actor=actor, **values)


class AnswerAction(PetitionAction):
    name = "answer"
    label = _("Publish the head’s answer")
    explanation = _("Published once and for good: the author hears at once, everybody who signed soon after.")
    done = _("The answer is published.")
    right = ANSWERS
    form_class = AnswerForm

    @classmethod
    def is_possible(cls, petition: Petition) -> bool:
        return petition.answer == AnswerState.UNDER_REVIEW

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_answer(petition=self.petition, actor=actor, **values)


class DeedAction(PetitionAction):
    name = "deed"
    label = _("Tell what was done")
    explanation = _("One line of the public list of what followed the answer.")
    done = _("It is published on the petition’s page.")
    form_class = DeedForm

    @classmethod
    def is_possible(cls, petition: Petition) -> bool:
        return petition.answer == AnswerState.ANSWERED

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_deed_add(petition=self.petition, actor=actor, **values)
