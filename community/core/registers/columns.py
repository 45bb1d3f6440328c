from datetime import datetime

from django.utils import timezone


def short_time(moment: datetime | None) -> str:
    """Write a moment short enough for a column of a list; exports keep the moment itself."""
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else ""
