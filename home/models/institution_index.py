from typing import Any, NamedTuple

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from community.core.models import BasePage
from community.core.page_access import public_only
from community.core.text.collation import ukrainian_order
from home.models.institution import InstitutionKind, InstitutionPage


class InstitutionGroup(NamedTuple):
    """Institutions of one kind, under the name of that kind."""

    kind: InstitutionKind
    institutions: list[InstitutionPage]


class InstitutionIndexPage(BasePage):
    """The community's institutions by what they are there for, with addresses and phones in the list itself."""

    # A list keeps itself up.
    review_after = None

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    template = "pages/institution_index_page.html"
    page_description = _("The list of schools, clinics, libraries and services, by kind.")

    class Meta:
        verbose_name = _("list of institutions")
        verbose_name_plural = _("lists of institutions")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def groups(self) -> list[InstitutionGroup]:
        """All that anybody may read of, by kind, then by the alphabet."""
        found = public_only(InstitutionPage.objects.child_of(self).live()).defer_streamfields()
        ordered = sorted(found.prefetch_related("phones"), key=lambda page: ukrainian_order(page.title))
        groups = [InstitutionGroup(kind, [page for page in ordered if page.kind == kind]) for kind in InstitutionKind]
        return [group for group in groups if group.institutions]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = self.groups()
        return context

    # The list hangs where residents look for services: in the menu or inside a section.
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    # Only institutions belong in it.
    subpage_types = ["home.InstitutionPage"]
