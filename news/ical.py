"""Events as iCalendar (RFC 5545), for calendars of telephones. Moments are in UTC: no program misreads those."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from icalendar import Calendar, Event

from news.event_facts import EventFacts

PRODUCT = "-//Hromada//Community events//UK"
# How often a calendar that follows ours is asked to look again.
REFRESH = timedelta(hours=4)


def calendar_file(events: Iterable[EventFacts], *, name: str) -> bytes:
    """One calendar with ``events``."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # The standard's name and the one that older programs know.
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for facts in events:
        calendar.add_component(_event(facts))
    written: bytes = calendar.to_ical()
    return written


def calendar_response(request: HttpRequest, events: Iterable[EventFacts], *, name: str, file_name: str) -> HttpResponse:
    """The calendar as a file; whoever has the same already is told so."""
    response = HttpResponse(calendar_file(events, name=name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    response["X-Robots-Tag"] = "noindex"
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _event(facts: EventFacts) -> Event:
    event = Event()
    event.add("uid", facts.uid)
    event.add("sequence", facts.revision)
    event.add("dtstamp", facts.last_published_at.astimezone(UTC))
    event.add("last-modified", facts.last_published_at.astimezone(UTC))
    event.add("summary", facts.title)
    event.add("url", facts.url)
    event.add("status", "CANCELLED" if facts.is_cancelled else "CONFIRMED")
    if facts.all_day:
        event.add("dtstart", facts.first_day)
        event.add("dtend", facts.day_after)
        # A festival does not make its visitors busy.
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", facts.starts_at.astimezone(UTC))
        if facts.ends_at and facts.ends_at > facts.starts_at:
            event.add("dtend", facts.ends_at.astimezone(UTC))
    parts = (facts.state_note, facts.lead, facts.registration, facts.online_url, facts.url)
    event.add("description", "\n\n".join(filter(None, parts)))
    if location := ", ".join(filter(None, (facts.place, facts.address))) or facts.online_url:
        event.add("location", location)
    return event
