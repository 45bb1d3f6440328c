"""Urgent announcements of the demo: only such as are over, so that the pages look as on a usual day."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from wagtail.models import Page

from community.core.local_time import day_begin, local_day
from community.demo.content import content
from home.models import EmergencyBanner


def announcements_load(staff: dict[str, AbstractUser], pages: dict[str, Page], now: datetime) -> int:
    """Write down what stood on the site; their service would refuse to put up what is past."""
    banners = []
    for entry in content("announcements")["announcement"]:
        day = local_day(now) - timedelta(days=entry["days_ago"])
        begins = day_begin(day) + timedelta(hours=entry["from_hour"])
        taken_down_by = staff.get(entry.get("taken_down_by", ""))
        banner = EmergencyBanner(
            level=entry["level"],
            text=entry["text"],
            link_page=pages.get(entry.get("page", "")),
            starts_at=begins,
            ends_at=begins + timedelta(hours=entry["hours"]),
            put_up_by_id=staff[entry["put_up_by"]].pk,
            taken_down_by_id=taken_down_by.pk if taken_down_by else None,
        )
        banner.clean_fields()
        banners.append(banner)
    return len(EmergencyBanner.objects.bulk_create(banners))
