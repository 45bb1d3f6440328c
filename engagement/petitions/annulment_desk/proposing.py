from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from engagement.petitions.annulment_desk.action import AnnulmentScreen
from engagement.petitions.annulment_desk.forms import ProposalForm
from engagement.petitions.conditions import signatures_meeting
from engagement.petitions.rights import PROPOSES_ANNULMENTS
from engagement.petitions.services.annulment import annulment_propose


class ProposeView(AnnulmentScreen):
    """First how many signatures the condition meets; only the number that was seen can be proposed."""

    right = PROPOSES_ANNULMENTS
    form_class = ProposalForm
    template_name = "engagement/annulments/propose.html"
    page_title = _("Propose an annulment")
    done = _("Proposed. Another person has to agree before anything changes.")

    def get_initial(self) -> dict[str, Any]:
        return {"petition": self.request.GET.get("petition")}

    def form_valid(self, form: ProposalForm) -> HttpResponse:
        petition = form.cleaned_data["petition"]
        met = signatures_meeting(petition, form.cleaned_data["condition"]).valid().count()
        if met and self.request.POST.get("seen") == str(met):
            return super().form_valid(form)
        return self.render_to_response(
            self.get_context_data(form=form, met=met, counted=petition.signatures.valid().count(), previewed=True)
        )

    def perform(self, values: dict[str, Any]) -> None:
        annulment_propose(
            petition=values["petition"],
            actor=self.actor,
            condition=values["condition"],
            public_reason=values["public_reason"],
        )
