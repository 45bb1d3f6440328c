from datetime import date, datetime

from django.utils import timezone


def short_time(moment: date | datetime | None) -> str:
    """Write a moment, or a day, short enough for a column of a list; exports keep it as it is."""
    if isinstance(moment, datetime):
        return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}"
    return f"{moment:%d.%m.%Y}" if moment else ""
