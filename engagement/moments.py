"""Moments at which polls and petitions look different by themselves."""

from community.core.page_cache.following import changes_by_clock
from engagement.models import Petition, Poll

changes_by_clock(Poll, "opens_at", "closes_at")
changes_by_clock(Petition, "collecting_until")
