"""What the desk does with a petition that was handed in, and with its papers at any time."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.written_field import WrittenField
from engagement.models import Petition, PetitionSettings, RefusalGround
from engagement.models.petition_states import Collection, Publication
from engagement.petitions.desk.action import PetitionAction
from engagement.petitions.desk.people import PersonField, moderators
from engagement.petitions.services.clocks import petition_appeal_close
from engagement.petitions.services.moderation import (
    petition_assign,
    petition_note_add,
    petition_publish,
    petition_refuse,
)


class DecisionForm(forms.Form):
    """About the version that stood on the screen: the author may take a petition back and hand in another text."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(DecisionForm):
    """The checklist of the statute; what is not ticked the service names."""

    checked = forms.MultipleChoiceField(
        label=_("Checked before publishing"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = PetitionSettings.load().checklist_items
        if lines:
            self.fields["checked"].choices = [(line, line) for line in lines]  # type: ignore[attr-defined]  # of a choice field
        else:
            del self.fields["checked"]


class RefuseForm(DecisionForm):
    ground = forms.ModelChoiceField(label=_("Ground of refusal"), queryset=RefusalGround.objects.filter(is_active=True))
    reasons = WrittenField(
        label=_("Reasons"),
        widget=forms.Textarea,
        help_text=_(
            "The author gets them in full. The public only sees how many petitions were refused on each ground."
        ),
    )


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), widget=forms.Textarea, help_text=_("For colleagues; never public."))


class AssignForm(forms.Form):
    moderator = PersonField(label=_("In charge"), queryset=None, required=False, empty_label=_("nobody"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moderator"].queryset = moderators()  # type: ignore[attr-defined]  # of a model choice field


class DecisionAction(PetitionAction):
    """Decides on what was handed in, as long as it is still the text that was read."""

    @classmethod
    def is_possible(cls, petition: Petition) -> bool:
        return petition.publication == Publication.SUBMITTED

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.petition.latest_revision_id}

    def form_valid(self, form: Any) -> HttpResponse:
        if form.cleaned_data.pop("version") != self.petition.latest_revision_id:
            return self.too_late(gettext("The author has handed in another text meanwhile. Read it before you decide."))
        return super().form_valid(form)


class PublishAction(DecisionAction):
    name = "publish"
    label = pgettext_lazy("petition", "Publish")
    explanation = _(
        "From this moment the text cannot change and residents sign. The threshold and the term are taken from the "
        "statute as it stands today."
    )
    done = _("The petition is published; signatures are being collected.")
    form_class = PublishForm

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_publish(petition=self.petition, actor=actor, checked=values.get("checked", []))


class RefuseAction(DecisionAction):
    name = "refuse"
    label = _("Refuse")
    explanation = _("The author gets a letter with the ground and the reasons. The text never becomes public.")
    done = _("The petition is refused; the author is told why.")
    form_class = RefuseForm

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_refuse(petition=self.petition, actor=actor, **values)


class NoteAction(PetitionAction):
    name = "note"
    label = _("Write a note")
    done = _("The note is written down.")
    form_class = NoteForm

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_note_add(petition=self.petition, actor=actor, **values)


class AssignAction(PetitionAction):
    name = "assign"
    label = _("Put in charge")
    explanation = _("Reminders of the law’s clocks go to the person in charge; without one, to everybody at the desk.")
    done = _("The person in charge is noted.")
    form_class = AssignForm

    def get_initial(self) -> dict[str, Any]:
        return {"moderator": self.petition.moderator_id}

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_assign(petition=self.petition, actor=actor, **values)


class CloseAppealAction(PetitionAction):
    name = "close-appeal"
    label = _("Close the appeal")
    explanation = _(
        "The petition did not get enough signatures and was handled as an appeal. Close it once the author has been "
        "answered; no clock runs any more."
    )
    done = _("The appeal is closed.")

    @classmethod
    def is_possible(cls, petition: Petition) -> bool:
        return petition.collection == Collection.FAILED

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        petition_appeal_close(petition=self.petition, actor=actor)
