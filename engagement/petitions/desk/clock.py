"""Which of the law's clocks runs for a petition, and how near its end is, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from community.core.local_time import local_day
from community.core.working_days import WorkingCalendar
from engagement.models import Petition
from engagement.petitions.letters import clock_of

CLOCKS: dict[str, Promise] = {
    "moderation": _("Publish or refuse"),
    "notice": _("Begin the review"),
    "review": pgettext_lazy("petition clock", "Answer"),
    "appeal": _("Answer as to an appeal"),
}


class Urgency(TextChoices):
    """How near the end of a clock is; each has a word and a sign, so that no colour has to be seen."""

    OVERDUE = "overdue", _("overdue")
    TODAY = "today", _("today is the last day")
    RUNNING = "running", _("time is left")


SIGNS = {Urgency.OVERDUE: "warning", Urgency.TODAY: "time", Urgency.RUNNING: "calendar"}


@dataclass(frozen=True)
class ClockReading:
    """One clock as the desk shows it."""

    what: str | Promise
    due_at: datetime
    urgency: Urgency
    working_days: int

    @property
    def sign(self) -> str:
        """The icon beside the words."""
        return SIGNS[self.urgency]

    @property
    def words(self) -> str:
        """How much is left, in working days."""
        if self.urgency == Urgency.TODAY:
            return str(self.urgency.label)
        days = abs(self.working_days)
        if self.urgency == Urgency.OVERDUE:
            if not days:
                return str(self.urgency.label)
            return ngettext("overdue by %(days)s working day", "overdue by %(days)s working days", days) % {
                "days": days
            }
        return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def clock_read(petition: Petition, calendar: WorkingCalendar) -> ClockReading | None:
    """The clock that runs for ``petition``, or ``None`` when the council owes nothing."""
    if petition.due_at is None:
        return None
    now = timezone.now()
    if petition.due_at < now:
        urgency = Urgency.OVERDUE
    elif local_day(petition.due_at) == local_day(now):
        urgency = Urgency.TODAY
    else:
        urgency = Urgency.RUNNING
    return ClockReading(
        what=CLOCKS.get(clock_of(petition), ""),
        due_at=petition.due_at,
        urgency=urgency,
        working_days=calendar.working_days_left(now, petition.due_at),
    )
