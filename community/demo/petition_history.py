"""When everything happened to a petition of the demo, and the states it is in since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from community.core.local_time import day_end, local_day
from community.core.working_days import WorkingCalendar
from engagement.models import PetitionSettings
from engagement.models.petition_states import AnswerState, Collection, Decision, Machine, Publication
from engagement.petitions.services.clocks import month_later
from engagement.petitions.services.moderation import collecting_until

MORNING = 10


@dataclass
class PetitionHistory:
    """The moments of one entry of the content, whose times are days before ``now``."""

    entry: dict[str, Any]
    statute: PetitionSettings
    calendar: WorkingCalendar
    now: datetime

    def __post_init__(self) -> None:
        self.published_at = self._moment("published")
        self.submitted_at = self._moment("submitted") or self._moment("published", days_before=1)
        self.refused_at, self.reached_at = self._moment("refused"), self._moment("reached")
        self.review_at, self.answered_at = self._moment("review"), self._moment("answered")
        self.until = collecting_until(self.published_at, self.statute.term_days) if self.published_at else None
        self.failed_at = self.until if self.until and self.until <= self.now and not self.reached_at else None

    @property
    def collected_until(self) -> datetime:
        """The last moment at which somebody signed."""
        return min(moment for moment in (self.review_at, self.until, self.now) if moment)

    def times(self) -> dict[str, Any]:
        """The columns of moments, the law's running clock among them."""
        hearings = self._day("hearings")
        return {
            "created_at": self.submitted_at,
            "submitted_at": self.submitted_at,
            "published_at": self.published_at,
            "refused_at": self.refused_at,
            "collecting_until": self.until,
            "reached_at": self.reached_at,
            "failed_at": self.failed_at,
            "closed_at": self.review_at,
            "review_started_at": self.review_at,
            "answered_at": self.answered_at,
            "hearings_until": hearings and hearings.date(),
            "due_at": self._due_at(hearings),
        }

    def states(self) -> dict[str, str]:
        """The columns of states: the last ones that the journal enters."""
        states = {"decision": str(self.entry.get("decision", Decision.NONE))}
        return states | {machine.value: entered for machine, _left, entered, _moment in self.steps()}

    def steps(self) -> Iterator[tuple[Machine, str, str, datetime]]:
        """What the journal tells: machine, state left, state entered, when."""
        story = [
            (Machine.PUBLICATION, Publication.DRAFT, Publication.SUBMITTED, self.submitted_at),
            (Machine.PUBLICATION, Publication.SUBMITTED, Publication.REFUSED, self.refused_at),
            (Machine.PUBLICATION, Publication.SUBMITTED, Publication.PUBLISHED, self.published_at),
            (Machine.COLLECTION, Collection.NONE, Collection.OPEN, self.published_at),
            (Machine.COLLECTION, Collection.OPEN, Collection.FAILED, self.failed_at),
            (Machine.COLLECTION, Collection.OPEN, Collection.REACHED, self.reached_at),
            (Machine.ANSWER, AnswerState.NONE, AnswerState.AWAITING, self.reached_at),
            (Machine.ANSWER, AnswerState.AWAITING, AnswerState.UNDER_REVIEW, self.review_at),
            (Machine.COLLECTION, Collection.REACHED, Collection.CLOSED, self.review_at),
            (Machine.ANSWER, AnswerState.UNDER_REVIEW, AnswerState.ANSWERED, self.answered_at),
        ]
        return ((machine, str(left), str(entered), moment) for machine, left, entered, moment in story if moment)

    def _due_at(self, hearings: datetime | None) -> datetime | None:
        if self.answered_at or self.refused_at:
            return None
        if self.failed_at:
            return day_end(month_later(local_day(self.failed_at)))
        if hearings:
            return day_end(hearings.date())
        clocks = (
            (self.review_at, self.statute.review_days),
            (self.reached_at, self.statute.notice_days),
            (None if self.published_at else self.submitted_at, self.statute.moderation_days),
        )
        return next((self.calendar.deadline(begun, days) for begun, days in clocks if begun), None)

    def _moment(self, name: str, *, days_before: int = 0) -> datetime | None:
        """The morning of the day ``name``; of today, a little ago."""
        day = self._day(name, days_before=days_before)
        morning = day and day.replace(hour=MORNING, minute=0, second=0, microsecond=0)
        return morning and min(morning, self.now - timedelta(minutes=20))

    def _day(self, name: str, *, days_before: int = 0) -> datetime | None:
        if name not in self.entry:
            return None
        return timezone.localtime(self.now) - timedelta(days=self.entry[name] + days_before)
