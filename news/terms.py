"""Terms as people write them: of an event, of an announcement."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.core.local_time import KYIV, day_text, local_day, moment_text


def event_term(start: datetime, end: datetime | None, *, all_day: bool) -> str:
    """«5 грудня 2026, 10:00–12:00», «5–7 грудня 2026», «5 грудня 2026, 10:00 — 6 грудня 2026, 9:00»."""
    if all_day:
        return days_text(local_day(start), local_day(end or start))
    if end is None or end == start:
        return moment_text(start)
    if local_day(start) == local_day(end):
        return f"{moment_text(start)}–{date_format(timezone.localtime(end, KYIV), 'H:i')}"
    return f"{moment_text(start)} — {moment_text(end)}"


def days_text(first: date, last: date) -> str:
    """One day, days of one month, or two days with all their words."""
    if first == last:
        return day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    if first.year == last.year:
        return f"{date_format(first, 'j E')} — {day_text(last)}"
    return f"{day_text(first)} — {day_text(last)}"


def validity(first: date, last: date | None) -> str:
    """The term of an announcement in a few words."""
    if last is None:
        return _("from %(day)s") % {"day": day_text(first)}
    return days_text(first, last)
