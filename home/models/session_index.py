from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from community.core.models import BasePage
from home.models.sessions import SessionPage, SessionQuerySet

SESSIONS_PER_PAGE = 20


class SessionIndexPage(BasePage):
    """Sessions and meetings by year, newest first."""

    # A list keeps itself up.
    review_after = None

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    template = "pages/session_index_page.html"
    page_description = _("The list of sessions with their agendas, votes and videos.")

    class Meta:
        verbose_name = _("list of sessions")
        verbose_name_plural = _("lists of sessions")

    @property
    def summary(self) -> str:
        """What lists and search results say under the title."""
        return self.intro

    def sessions(self) -> SessionQuerySet:
        """Every session of this list that anybody may read, newest first."""
        return SessionPage.objects.child_of(self).published().latest_first().defer_streamfields()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        sessions, year = self.sessions(), request.GET.get("year", "")
        groups = sessions.order_by().annotate(year=ExtractYear("starts_at")).values_list("year")
        counts = {str(of_year): count for of_year, count in groups.annotate(models.Count("pk")).order_by("-year")}
        if year in counts:
            sessions = sessions.filter(starts_at__year=int(year))
        paginator = Paginator(sessions, SESSIONS_PER_PAGE)
        # The years have counted already.
        paginator.count = counts[year] if year in counts else 0 if year else sum(counts.values())
        context["known"] = not year or year in counts
        context["years"], context["year"] = list(counts), year
        context["sessions"] = paginator.get_page(request.GET.get("page"))
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a page of the list; a year without sessions is told so with status 404."""
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        context = response.context_data or {}
        response.status_code = 200 if context.get("known") else 404
        return response

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.SessionPage"]
