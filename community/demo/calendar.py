"""Announcements, events and galleries of the demo, with days counted from the day of loading."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser

from community.core.local_time import KYIV, local_day
from community.core.models import CommunityImage
from community.demo.body import Library, body_blocks
from community.demo.content import content, phrase
from community.demo.tree import Tree
from news.models import AnnouncementPage, EventPage, GalleryPage, GalleryPicture

# Events and announcements were published so many days before they begin.
DAYS_BEFORE = 10


def calendar_load(tree: Tree, library: Library, pictures: dict[str, CommunityImage], author: AbstractUser) -> int:
    """Write all of them and say how many there are."""
    file, now = content("calendar"), tree.now
    pages = [
        *(("announcements", _announcement(entry, library, now)) for entry in file["announcement"]),
        *(("events", _event(entry, library, pictures, now)) for entry in file["event"]),
        *(("galleries", _gallery(entry, pictures, now)) for entry in file["gallery"]),
    ]
    for name, page in pages:
        page.owner = author
        tree.pages[name].add_child(instance=page)
    return len(pages)


def _moment(now: datetime, days: int, hour: str) -> datetime:
    return datetime.combine(local_day(now) + timedelta(days=days), time.fromisoformat(hour), tzinfo=KYIV)


def _published(now: datetime, days: int) -> dict[str, datetime]:
    """When a page about something ``days`` from now came out: before that, and never in the future."""
    moment = min(now - timedelta(days=1), now + timedelta(days=days - DAYS_BEFORE))
    return {"first_published_at": moment, "last_published_at": moment}


def _announcement(entry: dict[str, Any], library: Library, now: datetime) -> AnnouncementPage:
    day = local_day(now)
    return AnnouncementPage(
        title=entry["title"],
        kind=entry["kind"],
        concerns=entry.get("concerns", ""),
        valid_from=day + timedelta(days=entry["from"]),
        valid_until=day + timedelta(days=entry["until"]) if "until" in entry else None,
        lead=phrase(entry["lead"], now),
        body=body_blocks(entry["body"], library, now),
        **_published(now, entry["from"]),
    )


def _event(entry: dict[str, Any], library: Library, pictures: dict[str, CommunityImage], now: datetime) -> EventPage:
    day, start = entry["day"], entry.get("start", "00:00")
    cover = pictures[entry["cover"]]
    end = _moment(now, day, entry["end"]) if "end" in entry else None
    if "last_day" in entry:
        end = _moment(now, entry["last_day"], "00:00")
    names = ("kind", "place", "address", "online_url", "organiser", "price", "state", "state_note")
    return EventPage(
        title=entry["title"],
        lead=entry["lead"],
        starts_at=_moment(now, day, start),
        ends_at=end,
        all_day="start" not in entry,
        moved_from=_moment(now, entry["moved_from"], start) if "moved_from" in entry else None,
        is_free="price" not in entry,
        registration=phrase(entry.get("registration", ""), now),
        cover=cover,
        cover_alt=cover.description,
        body=body_blocks(entry["body"], library, now),
        **{name: entry[name] for name in names if name in entry},
        **_published(now, day),
    )


def _gallery(entry: dict[str, Any], pictures: dict[str, CommunityImage], now: datetime) -> GalleryPage:
    gallery = GalleryPage(
        title=entry["title"],
        lead=entry["lead"],
        taken_on=local_day(now) - timedelta(days=entry["days_ago"]),
        **_published(now, DAYS_BEFORE - entry["days_ago"]),
    )
    gallery.pictures = [
        GalleryPicture(
            image=pictures[key], alt=pictures[key].description, caption=pictures[key].title, sort_order=place
        )
        for place, key in enumerate(entry["pictures"])
    ]
    return gallery
