"""Choosing a petition for a page: whoever edits pages is offered published petitions and learns of no other."""

from typing import Any

from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from engagement.models import Petition
from engagement.models.petition import PetitionQuerySet


class PublishedPetitions:
    """Narrows Wagtail's choosing views, the whole list and the single answer alike."""

    def get_object_list(self) -> PetitionQuerySet:
        return Petition.objects.published()

    def get_object(self, pk: Any) -> Petition:
        return Petition.objects.published().get(pk=pk)

    def get_objects(self, pks: list[str]) -> PetitionQuerySet:
        return Petition.objects.published().filter(pk__in=pks)


class PetitionChooseView(PublishedPetitions, ChooseView):
    pass


class PetitionChooseResultsView(PublishedPetitions, ChooseResultsView):
    pass


class PetitionChosenView(PublishedPetitions, SnippetChosenView):
    pass


class PetitionChosenMultipleView(PublishedPetitions, SnippetChosenMultipleView):
    pass


class PetitionChooserViewSet(SnippetChooserViewSet):
    choose_view_class = PetitionChooseView
    choose_results_view_class = PetitionChooseResultsView
    chosen_view_class = PetitionChosenView
    chosen_multiple_view_class = PetitionChosenMultipleView
