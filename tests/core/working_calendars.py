"""Calendars held in memory: what the migration brings, in peace and under martial law."""

from datetime import date
from importlib import import_module

from community.core.models import DayTransfer, Holiday, MartialLaw
from community.core.working_days import WorkingCalendar

BROUGHT = import_module("community.core.migrations.0003_holidays_of_ukraine")
HOLIDAYS = (
    *(Holiday(name=name, day=day, month=month, valid_from=since) for day, month, name, since in BROUGHT.YEARLY),
    *(Holiday(name=name, easter_offset=offset) for offset, name in BROUGHT.AFTER_EASTER),
)


def moved(date_off: str, date_working: str | None = None) -> DayTransfer:
    working = date.fromisoformat(date_working) if date_working else None
    return DayTransfer(date_off=date.fromisoformat(date_off), date_working=working, decision="Розпорядження")


def martial_law(starts_on: str, ends_on: str | None = None) -> MartialLaw:
    return MartialLaw(starts_on=date.fromisoformat(starts_on), ends_on=date.fromisoformat(ends_on) if ends_on else None)


# No martial law at all.
PEACE = WorkingCalendar(HOLIDAYS)
# As things are: in force, end unknown.
WAR = WorkingCalendar(HOLIDAYS, martial_law=(martial_law("2022-02-24"),))
# Martial law that ends on a Sunday, the day before Independence Day.
VICTORY = WorkingCalendar(HOLIDAYS, martial_law=(martial_law("2022-02-24", "2026-08-23"),))
# A Friday off between a holiday on Thursday and a weekend, worked a week later; a Monday off for nothing.
MOVED = WorkingCalendar(HOLIDAYS, (moved("2026-10-02", "2026-10-10"), moved("2026-11-30")))
# The same under martial law: somebody entered the decision, so it holds.
MOVED_IN_WAR = WorkingCalendar(HOLIDAYS, MOVED.transfers, WAR.martial_law)
