"""Petitions in the admin: a list, a main screen, and one small screen for each thing the desk does."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from engagement.models import Petition
from engagement.petitions.desk.actions import ACTIONS
from engagement.petitions.desk.chooser import PetitionChooserViewSet
from engagement.petitions.desk.grounds import RefusalGroundViewSet
from engagement.petitions.desk.listing import PetitionIndexView
from engagement.petitions.desk.reading import PetitionInspectView, PetitionRevisionsCompareView, PetitionRevisionView


class PetitionURLFinder(SnippetAdminURLFinder):
    """Leads from Wagtail's reports to the main screen, since there is nothing to edit."""

    def get_edit_url(self, instance: Petition) -> str | None:
        if self.user is not None and not self.user.has_perm("engagement.view_petition"):
            return None
        return reverse("petition_desk:inspect", args=[instance.pk])


def petition_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why there is no deleting, where somebody looks for it."""
    messages.error(
        request,
        _("A petition that was handed in is never deleted: it is published or refused, and its journal stays."),
    )
    return redirect("petition_desk:list")


class PetitionViewSet(SnippetViewSet):
    """Nobody adds or edits here: the text is the author's, and states move by services only."""

    model = Petition
    url_namespace = "petition_desk"
    url_prefix = "petitions"
    icon = "clipboard-list"
    menu_label = _("Moderation desk")
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = PetitionIndexView
    index_results_template_name = "engagement/desk/list_results.html"
    inspect_view_class = PetitionInspectView
    revisions_view_class = PetitionRevisionView
    revisions_compare_view_class = PetitionRevisionsCompareView
    chooser_viewset_class = PetitionChooserViewSet
    # Only to compare what was handed in before with what was handed in last.
    edit_handler = ObjectList([FieldPanel("title"), FieldPanel("text")])

    @cached_property
    def url_finder_class(self) -> type[PetitionURLFinder]:
        return PetitionURLFinder

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        closed = dict.fromkeys(("edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"))
        return {**super().get_common_view_kwargs(**kwargs), **closed}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Reading, comparing and the desk's steps; Wagtail's own doors for writing are not hung at all."""
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("delete/<int:pk>/", petition_keep, name="delete"),
            path("history/<int:pk>/revisions/<int:revision_id>/view/", self.revisions_view, name="revisions_view"),
            re_path(
                r"^history/(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>\d+)\.\.\.(?P<revision_id_b>\d+)/$",
                self.revisions_compare_view,
                name="revisions_compare",
            ),
            *(path(f"{action.name}/<int:pk>/", self.construct_view(action), name=action.name) for action in ACTIONS),
        ]


class PetitionsGroup(SnippetViewSetGroup):
    """Petitions in the menu: the desk and what it works by."""

    menu_label = _("Petitions")
    menu_icon = "clipboard-list"
    menu_order = 240
    items = (PetitionViewSet, RefusalGroundViewSet)
