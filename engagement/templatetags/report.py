from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format

from community.core.pdf.words import moment_text

register = template.Library()


@register.filter
def moment(value: Any) -> Any:
    """A moment or a day in words; what is neither, as it is."""
    if isinstance(value, datetime):
        return moment_text(value)
    return date_format(value, "j E Y") if isinstance(value, date) else value
