from datetime import date, datetime
from typing import Any

from django import template

from community.core.local_time import day_text, moment_text

register = template.Library()


@register.filter
def moment(value: Any) -> Any:
    """A moment or a day in words; what is neither, as it is."""
    if isinstance(value, datetime):
        return moment_text(value)
    return day_text(value) if isinstance(value, date) else value
