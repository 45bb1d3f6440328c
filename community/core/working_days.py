"""Terms in working days, counted as art. 253 of the Civil Code says: from the day after the event."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Self

from community.core.local_time import day_end, local_day
from community.core.models.calendar import DayTransfer, Holiday, MartialLaw

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


@dataclass(frozen=True)
class WorkingCalendar:
    """Holidays, moved days off and martial law, held in memory: load one, then ask as often as you like."""

    holidays: tuple[Holiday, ...] = ()
    transfers: tuple[DayTransfer, ...] = ()
    martial_law: tuple[MartialLaw, ...] = ()
    _days_off: dict[int, frozenset[date]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def load(cls) -> Self:
        """Read the calendar in three queries."""
        return cls(tuple(Holiday.objects.all()), tuple(DayTransfer.objects.all()), tuple(MartialLaw.objects.all()))

    def is_working_day(self, day: date) -> bool:
        """A moved day wins over everything; then weekends; then holidays, which martial law makes working days."""
        if any(day == transfer.date_working for transfer in self.transfers):
            return True
        if is_weekend(day) or any(day == transfer.date_off for transfer in self.transfers):
            return False
        # Asked here too: a day off that moved from a holiday before martial law may fall under it.
        return day not in self._holidays_of(day.year) or self.is_under_martial_law(day)

    def is_under_martial_law(self, day: date) -> bool:
        return any(period.covers(day) for period in self.martial_law)

    def add_working_days(self, moment: date | datetime, days: int) -> date:
        """The ``days``-th working day after the day of ``moment``; before it, if negative; that day itself for 0."""
        day = local_day(moment)
        step = ONE_DAY if days > 0 else -ONE_DAY
        left = abs(days)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_left(self, moment: date | datetime, until: date | datetime) -> int:
        """Working days after the day of ``moment`` up to that of ``until``; negative once ``until`` is past."""
        start, end = local_day(moment), local_day(until)
        if end < start:
            return -self.working_days_left(end, start)
        return sum(self.is_working_day(start + ONE_DAY * ahead) for ahead in range(1, (end - start).days + 1))

    def deadline(self, moment: date | datetime, days: int) -> datetime:
        """The end of the ``days``-th working day after the day of ``moment``, aware, in Kyiv."""
        return day_end(self.add_working_days(moment, days))

    def _holidays_of(self, year: int) -> frozenset[date]:
        if year not in self._days_off:
            self._days_off[year] = self._holidays_with_substitutes(year)
        return self._days_off[year]

    def _holidays_with_substitutes(self, year: int) -> frozenset[date]:
        """Holidays, and the days off that weekends on holidays move to (Labour Code, art. 67, part 3)."""
        # December's holidays may move a day off into January.
        kept = (holiday.date_in(of_year) for of_year in (year - 1, year) for holiday in self.holidays)
        holidays = {day for day in kept if day and not self.is_under_martial_law(day)}
        taken = set(holidays)
        for holiday in sorted(filter(is_weekend, holidays)):
            substitute = holiday + ONE_DAY
            while is_weekend(substitute) or substitute in taken:
                substitute += ONE_DAY
            taken.add(substitute)
        return frozenset(day for day in taken if day.year == year)
