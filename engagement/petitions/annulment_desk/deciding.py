from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from engagement.models import Annulment, AnnulmentObjection
from engagement.models.annulment import AnnulmentState, ObjectionOutcome
from engagement.petitions.annulment_desk.action import AnnulmentScreen
from engagement.petitions.annulment_desk.forms import ObjectionAnswerForm
from engagement.petitions.conditions import condition_readable, signatures_meeting
from engagement.petitions.rights import CONSENTS_TO_ANNULMENTS, VIEWS_ANNULMENTS
from engagement.petitions.services.annulment import (
    annulment_consent,
    annulment_keep,
    annulment_reject,
    annulment_undo,
    annulment_undo_propose,
)
from engagement.petitions.services.objections import objection_decide

STEPS = {
    "consent": annulment_consent,
    "reject": annulment_reject,
    "undo_propose": annulment_undo_propose,
    "undo": annulment_undo,
    "keep": annulment_keep,
}


class StepForm(forms.Form):
    """Which of the buttons was pressed."""

    step = forms.ChoiceField(choices=[(name, name) for name in STEPS])


class AnnulmentView(AnnulmentScreen):
    """One annulment; who may, and did not propose the step, agrees or rejects: to annul, and to take that back."""

    right = VIEWS_ANNULMENTS
    form_class = StepForm
    template_name = "engagement/annulments/inspect.html"
    done = _("Done. Signatures and letters follow within a minute.")
    annulment: Annulment

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        persons = ("proposed_by", "decided_by", "undo_proposed_by", "undone_by")
        people = Annulment.objects.select_related("petition", *persons)
        self.annulment = get_object_or_404(people, pk=kwargs["pk"])
        if request.method == "POST":
            self.right = CONSENTS_TO_ANNULMENTS

    def perform(self, values: dict[str, Any]) -> None:
        STEPS[values["step"]](annulment=self.annulment, actor=self.actor)

    def get_success_url(self) -> str:
        return reverse("annulments:inspect", args=[self.annulment.pk])

    def get_page_title(self) -> str:
        return self.annulment.public_reason

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        annulment = self.annulment
        waits, done = (annulment.state == state for state in (AnnulmentState.PROPOSED, AnnulmentState.DONE))
        may_step = self.actor.has_perm(CONSENTS_TO_ANNULMENTS)
        may_decide = may_step and annulment.proposed_by_id != self.actor.pk
        undo_waits = done and annulment.undo_proposed_by_id is not None
        return super().get_context_data(
            annulment=annulment,
            condition=condition_readable(annulment.condition),
            met=signatures_meeting(annulment.petition, annulment.condition).valid().count() if waits else None,
            may_decide=waits and may_decide,
            waits_for_another=waits and not may_decide,
            may_undo_propose=done and not undo_waits and may_step,
            may_keep=undo_waits and may_step,
            may_undo=undo_waits and may_step and annulment.undo_proposed_by_id != self.actor.pk,
            **kwargs,
        )


class ObjectionView(AnnulmentScreen):
    """What a signer wrote, and the answer to it."""

    right = CONSENTS_TO_ANNULMENTS
    form_class = ObjectionAnswerForm
    template_name = "engagement/annulments/objection.html"
    page_title = _("Objection to an annulment")
    done = _("The answer is on its way to the signer.")
    objection: AnnulmentObjection

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        whole = AnnulmentObjection.objects.select_related("annulment__petition", "signature", "decided_by")
        self.objection = get_object_or_404(whole, pk=kwargs["pk"])

    def perform(self, values: dict[str, Any]) -> None:
        accepted = values["accepted"] == "yes"
        objection_decide(objection=self.objection, actor=self.actor, accepted=accepted, reply=values["reply"])

    def get_success_url(self) -> str:
        return reverse("annulments:objections")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open = self.objection.outcome == ObjectionOutcome.OPEN
        return super().get_context_data(objection=self.objection, is_open=is_open, **kwargs)
