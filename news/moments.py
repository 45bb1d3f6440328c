"""Moments at which an event is over, and leaves the list of what is ahead."""

from community.core.page_cache.following import changes_by_clock
from news.models import EventPage

changes_by_clock(EventPage, "over_at")
