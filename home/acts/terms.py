"""The two clocks of documents: drafts before they are considered, documents after they are adopted.

Law 890-IX (art. 15 of the law on access to public information): a draft is published at least 10 working days before
it is considered, an adopted document within 5 working days.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from community.core.local_time import local_day, today
from community.core.working_days import WorkingCalendar

DRAFT_WORKING_DAYS = 10
PUBLISHING_WORKING_DAYS = 5


def earliest_consideration(published: date | datetime, calendar: WorkingCalendar) -> date:
    """The first day on which a draft published then may be considered: the tenth working day after."""
    return calendar.add_working_days(published, DRAFT_WORKING_DAYS)


def publishing_deadline(adopted_on: date, calendar: WorkingCalendar) -> date:
    """The last day on which a document adopted then is published in time."""
    return calendar.add_working_days(adopted_on, PUBLISHING_WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class PublishingTerm:
    """By which day a document had to be published, and whether it was."""

    deadline: date
    published_on: date | None
    today: date

    @classmethod
    def of(cls, adopted_on: date, published_at: datetime | None, calendar: WorkingCalendar) -> Self:
        published_on = local_day(published_at) if published_at else None
        return cls(publishing_deadline(adopted_on, calendar), published_on, today())

    @property
    def is_late(self) -> bool:
        return (self.published_on or self.today) > self.deadline
