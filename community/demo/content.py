"""Reads what the demo says: TOML files in which dates are counted from the day of loading."""

import re
import tomllib
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

FOLDER = Path(__file__).parent / "content"
NEWS = ("news_council", "news_works", "news_school", "news_care", "news_nature", "news_notices")
NBSP = "\u00a0"
_PLACEHOLDER = re.compile(r"%(year|next_year|date)([+-]\d+)?%")
_BEFORE_DASH = re.compile(r" —")
_AFTER_NUMBER_SIGN = re.compile(r"№ ")
_IN_NUMBER = re.compile(r"(?<=\d) (?=\d{3}\b|[%°]|(?:тис|млн|грн|км|га|м[²³]?|год|осіб|кг)\b)")


@cache
def content(name: str) -> dict[str, Any]:
    """The file ``name`` of the folder of contents."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def phrase(text: str, moment: datetime) -> str:
    """``text`` with its dates counted from ``moment`` and its non-breaking spaces."""

    def value(match: re.Match[str]) -> str:
        name, days = match.group(1), int(match.group(2) or 0)
        if name == "date":
            return date_format(moment + timedelta(days=days), "j E").replace(" ", NBSP)
        return str(moment.year + (name == "next_year"))

    text = _PLACEHOLDER.sub(value, text)
    text = _AFTER_NUMBER_SIGN.sub(f"№{NBSP}", _BEFORE_DASH.sub(f"{NBSP}—", text))
    return _IN_NUMBER.sub(NBSP, text)


def moment_of(article: dict[str, Any], now: datetime) -> datetime:
    """When an article came out: so many days ago, or on the last such day of the year, so that harvest is in August."""
    today = timezone.localtime(now).date()
    if "days_ago" in article:
        day = today - timedelta(days=article["days_ago"])
    else:
        month, number = map(int, article["on"].split("-"))
        day = today.replace(month=month, day=number)
        day = day.replace(year=day.year - (day >= today) - article.get("years_ago", 0))
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(article["time"])))
