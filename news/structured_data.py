"""Articles and events in the words of schema.org."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from community.core.local_time import KYIV
from community.core.models import BasePage, CommunitySettings
from community.core.page_card import shared_picture_url
from community.core.structured_data import CONTEXT, Data, publisher_data, said
from news.event_facts import EventFacts

STATUS = {"planned": "EventScheduled", "moved": "EventRescheduled", "cancelled": "EventCancelled"}


def common_data(page: BasePage, request: HttpRequest) -> Data:
    """What is said of articles and events alike."""
    picture = shared_picture_url(page, CommunitySettings.for_request(request))
    return {
        "url": page.get_full_url(request),
        "description": page.get_meta_description(),
        "image": [picture] if picture else [],
        "inLanguage": "uk",
    }


def event_data(facts: EventFacts, community: CommunitySettings) -> Data:
    """What is said of an event alone; an event of whole days is said by its days."""
    organiser = {"@type": "Organization", "name": facts.organiser} if facts.organiser else publisher_data(community)
    moved_from = facts.moved_from if facts.state == "moved" else None
    return said(
        {
            "@type": "Event",
            "name": facts.title,
            "startDate": _moment(facts.starts_at, facts),
            "endDate": _moment(facts.ends_at, facts),
            "previousStartDate": _moment(moved_from, facts),
            "eventStatus": f"{CONTEXT}/{STATUS[facts.state]}",
            "eventAttendanceMode": f"{CONTEXT}/{_attendance(facts)}EventAttendanceMode",
            "location": _locations(facts, community),
            "organizer": organiser,
            "isAccessibleForFree": facts.is_free,
        }
    )


def _moment(moment: datetime | None, facts: EventFacts) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment, KYIV)
    return local.date().isoformat() if facts.all_day else local.isoformat(timespec="seconds")


def _attendance(facts: EventFacts) -> str:
    if not facts.online_url:
        return "Offline"
    return "Mixed" if facts.place else "Online"


def _locations(facts: EventFacts, community: CommunitySettings) -> list[Data]:
    """Where it is; an event that names no place is somewhere in the community."""
    places = []
    if facts.place or not facts.online_url:
        name = facts.place or community.name
        places.append({"@type": "Place", "name": name, "address": facts.address or name})
    if facts.online_url:
        places.append({"@type": "VirtualLocation", "url": facts.online_url})
    return places
