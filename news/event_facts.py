from dataclasses import dataclass
from datetime import date, datetime, timedelta

from community.core.local_time import local_day


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """An event as programs are told of it, by a calendar or by schema.org: what it is, without how the page looks."""

    uid: str
    url: str
    title: str
    lead: str
    state: str
    state_note: str
    moved_from: datetime | None
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool
    place: str
    address: str
    online_url: str
    organiser: str
    is_free: bool
    registration: str
    first_published_at: datetime
    last_published_at: datetime

    @property
    def is_cancelled(self) -> bool:
        return self.state == "cancelled"

    @property
    def first_day(self) -> date:
        return local_day(self.starts_at)

    @property
    def day_after(self) -> date:
        """The day after the last one: calendars name the end of whole days so."""
        return local_day(self.ends_at or self.starts_at) + timedelta(days=1)

    @property
    def revision(self) -> int:
        """A number that grows with every publication: seconds since the first one."""
        return max(0, int((self.last_published_at - self.first_published_at).total_seconds()))
