"""What the desk reads of one petition: the main screen, its versions, and what changed between them."""

from itertools import pairwise
from typing import Any

from django.shortcuts import get_object_or_404
from wagtail.snippets.views.snippets import InspectView, PreviewRevisionView, RevisionsCompareView

from community.core.working_days import WorkingCalendar
from engagement.models import Petition
from engagement.models.petition_states import Publication
from engagement.petitions.desk.actions import ACTIONS
from engagement.petitions.desk.clock import clock_read
from engagement.petitions.desk.journal import journal_of
from engagement.petitions.desk.queues import at_the_desk
from engagement.petitions.search import similar_petitions


class AtTheDesk:
    """Finds petitions that were handed in; a draft is not found."""

    pk: Any

    def get_object(self, queryset: Any = None) -> Petition:
        return get_object_or_404(at_the_desk().select_related("author", "moderator", "ground"), pk=self.pk)


class PetitionInspectView(AtTheDesk, InspectView):
    """The main screen: the text, its clock, what can be done now, notes and the journal."""

    any_permission_required = ["view"]
    template_name = "engagement/desk/inspect.html"
    fields = ["title"]
    object: Petition

    def get_page_title(self) -> str:
        return self.object.title

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        petition = self.object
        return {
            **super().get_context_data(**kwargs),
            "petition": petition,
            "actions": [action for action in ACTIONS if action.is_offered(petition, self.request.user)],
            "clock": clock_read(petition, WorkingCalendar.load()),
            "notes": petition.notes.select_related("author"),
            "journal": list(journal_of(petition)),
            "versions": self.versions(),
            "similar": self.similar(),
        }

    def similar(self) -> list[Petition]:
        """Published petitions that speak of the same, while it is still to be decided whether this one is new."""
        petition = self.object
        if petition.publication != Publication.SUBMITTED:
            return []
        return similar_petitions(petition.title, petition.text)

    def versions(self) -> list[dict[str, Any]]:
        """The versions handed in, the latest first, each with the one before it to compare with."""
        revisions = list(self.object.revisions.order_by("-created_at", "-pk"))
        pairs = [*pairwise(revisions), *((revision, None) for revision in revisions[-1:])]
        return [{"revision": revision, "before": before} for revision, before in pairs]


class PetitionRevisionView(AtTheDesk, PreviewRevisionView):
    """A version as the public would see it."""

    permission_required = "view"


class PetitionRevisionsCompareView(AtTheDesk, RevisionsCompareView):
    permission_required = "view"
