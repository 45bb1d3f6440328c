"""What may stand in one cell: no live formula, no control character, Kyiv time."""

import json
import math
import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import formats, timezone

# Signs a spreadsheet takes for the start of a formula, their full-width twins and what it skips before them (OWASP).
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
# XML 1.0 allows no other control characters, and none of these means anything in a register.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
NUMBERS = (bool, int, float, Decimal)
# So many texts of at most so many characters are looked at once and remembered.
REPEATED, REPEATED_LENGTH = 1000, 200


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
    zone = timezone.get_default_timezone()
    return (moment if moment.tzinfo is zone else moment.astimezone(zone)).replace(tzinfo=None)


def csv_cell(value: Any) -> str:
    """Render ``value`` for CSV."""
    if isinstance(value, str):
        return repeated_text(value) if len(value) <= REPEATED_LENGTH else harmless_text(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        moment = local_time(value)
        # Several times as fast as strftime, and a register has two or three in a row.
        return (
            f"{moment.day:02}.{moment.month:02}.{moment.year:04} {moment.hour:02}:{moment.minute:02}:{moment.second:02}"
        )
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


def json_cell(value: Any) -> str:
    """Render ``value`` as JSON; moments are ISO 8601 with the offset of Kyiv, what is no number is null."""
    if isinstance(value, str):
        return repeated_json(value) if len(value) <= REPEATED_LENGTH else dumps(harmless_text(value))
    if value is None:
        return "null"
    if isinstance(value, datetime):
        zone = timezone.get_default_timezone()
        moment = timezone.make_aware(value, zone) if timezone.is_naive(value) else value.astimezone(zone)
        return f'"{moment.isoformat(timespec="seconds")}"'
    if hasattr(value, "isoformat"):
        return f'"{value.isoformat()}"'
    return dumps(number(value) if isinstance(value, NUMBERS) else harmless_text(value))


def dumps(value: Any) -> str:
    """JSON as all exports write it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


@lru_cache(maxsize=REPEATED)
def repeated_text(text: str) -> str:
    """:func:`harmless_text` of what stands in a column again and again: questions, states, masked addresses."""
    return harmless_text(text)


@lru_cache(maxsize=REPEATED)
def repeated_json(text: str) -> str:
    """The same as JSON."""
    return dumps(harmless_text(text))
