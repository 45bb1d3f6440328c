"""Days and moments in Kyiv, whatever time zone a server, a visitor or somebody of the staff is set to."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format

# The law's clock.
KYIV = ZoneInfo("Europe/Kyiv")


def local_day(moment: date | datetime) -> date:
    """The day of ``moment`` in Kyiv; a plain date is itself. Raises ``ValueError`` for a naive moment."""
    return timezone.localtime(moment, KYIV).date() if isinstance(moment, datetime) else moment


def today() -> date:
    return timezone.localdate(timezone=KYIV)


def day_begin(day: date) -> datetime:
    """The midnight in Kyiv that ``day`` begins with."""
    return datetime.combine(day, time.min, tzinfo=KYIV)


def day_end(day: date) -> datetime:
    """The last microsecond of ``day`` in Kyiv: a letter that names the deadline's date names the right day."""
    return datetime.combine(day, time.max, tzinfo=KYIV)


def day_of(field: str) -> TruncDate:
    """The day of a field, for the database to group by."""
    return TruncDate(field, tzinfo=KYIV)


def moment_text(moment: datetime | None) -> str:
    """Day and time as people write them: «28 листопада 2026, 19:45»."""
    return date_format(timezone.localtime(moment, KYIV), "j E Y, H:i") if moment else ""


def day_text(moment: date | datetime | None) -> str:
    """A day as people write it: «28 листопада 2026»."""
    return date_format(local_day(moment), "j E Y") if moment else ""
