from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from community.core.models import CommunitySettings
from news.filters import ListFilters
from news.ical import calendar_response
from news.models.dated_index import DatedIndexPage
from news.models.event import EventPage
from news.querysets import DatedQuerySet

# Days for which the calendar keeps what is over, and how many events it carries at most.
CALENDAR_DAYS = 90
CALENDAR_EVENTS = 500


class EventIndexPage(DatedIndexPage):
    """The list of events to come, the archive of those that are over, and one calendar to follow."""

    page_model = EventPage
    archive_title = _("Past events")
    template = "pages/event_index_page.html"
    page_description = _("The list of events, the soonest first, with a calendar to follow.")

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def listed(self, *, archive: bool) -> DatedQuerySet:
        return self.entries().past() if archive else self.entries().upcoming().soonest_first()

    # No Ukrainian title makes an address of an event like this one.
    @path("ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        events = self.entries().since(CALENDAR_DAYS).soonest_first().defer_streamfields()[:CALENDAR_EVENTS]
        name = f"{self.title} — {CommunitySettings.for_request(request).name}"
        return calendar_response(request, [event.facts(request) for event in events], name=name, file_name=self.slug)

    def calendar_url(self, request: HttpRequest | None = None) -> str:
        """The whole address of the calendar."""
        return f"{self.get_full_url(request)}{self.reverse_subpage('calendar')}"

    def listing_context(self, request: HttpRequest, filters: ListFilters) -> dict[str, Any]:
        address = self.calendar_url(request)
        # Programs that keep calendars follow an address of this scheme; a browser would only download the file.
        return {"calendar_url": address, "calendar_follow_url": f"webcal://{address.partition('://')[2]}"}

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["news.EventPage"]
