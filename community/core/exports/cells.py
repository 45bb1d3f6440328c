"""What may stand in one cell: no live formula, no control character, Kyiv time."""

import math
import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone

# Signs a spreadsheet takes for the start of a formula, their full-width twins and what it skips before them (OWASP).
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
# XML 1.0 allows no other control characters, and none of these means anything in a register.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
NUMBERS = (bool, int, float, Decimal)


def clean_text(value: object) -> str:
    """Return ``value`` as text that any spreadsheet format can store."""
    return CONTROL.sub("", str(value))


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet might run ``text`` instead of showing it."""
    return bool(FORMULA.match(text))


def harmless_text(value: object) -> str:
    """Return ``value`` as text for formats that have no types: what looks like a formula starts with an apostrophe."""
    text = clean_text(value)
    return f"'{text}" if is_formula(text) else text


def local_time(moment: datetime) -> datetime:
    """Return ``moment`` as naive time of the community, since spreadsheets know no time zones."""
    if timezone.is_naive(moment):
        return moment
    return timezone.make_naive(moment, timezone.get_default_timezone())


def csv_cell(value: Any) -> str:
    """Render ``value`` for CSV."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local_time(value).strftime("%d.%m.%Y %H:%M:%S")
    if hasattr(value, "isoformat"):
        return formats.date_format(value, "d.m.Y")
    if isinstance(value, NUMBERS):
        return str(value)
    return harmless_text(value)


def number(value: float | Decimal) -> float | None:
    """Return ``value`` as files store it; NaN and infinities are no numbers there."""
    if isinstance(value, int):
        return value
    return float(value) if math.isfinite(value) else None


def json_value(value: Any) -> str | float | None:
    """Return ``value`` as JSON has it; moments are ISO 8601 with the offset of Kyiv, what is no number is null."""
    if isinstance(value, datetime):
        zone = timezone.get_default_timezone()
        return timezone.make_aware(local_time(value), zone).isoformat(timespec="seconds")
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if value is None or isinstance(value, NUMBERS):
        return None if value is None else number(value)
    return harmless_text(value)
