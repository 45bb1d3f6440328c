from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from community.core.models import BasePage
from home.directory.people_filters import PeopleFilters
from home.models.person import PersonPage


class PeopleIndexPage(BasePage):
    """Everybody of the authority in one list: who they are, whom they look after, how to reach them."""

    # A list keeps itself up.
    review_after = None

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    template = "pages/people_index_page.html"
    page_description = _("The list of the head, officials, starostas and deputies, with a choice by settlement.")

    class Meta:
        verbose_name = _("list of persons")
        verbose_name_plural = _("lists of persons")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def people(self) -> list[PersonPage]:
        """Everybody whom anybody may read of, in order; a council has some dozens, so all come at once."""
        people = PersonPage.objects.child_of(self).published().with_cards()
        return sorted(people, key=lambda person: person.place_in_list)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["filters"] = PeopleFilters.from_query(request.GET, self.people())
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list; an unknown kind or place is told so with status 404."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if not response.context_data["filters"].known:  # type: ignore[attr-defined]  # it is a TemplateResponse
            response.status_code = 404
        return response

    # The list hangs where residents look for the authority: in the menu or inside a section.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Only persons belong in it.
    subpage_types = ["home.PersonPage"]
