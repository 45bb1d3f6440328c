"""Records of sessions are kept five years (law 3590-IX): when one may go, and the words that refuse it before.

The database refuses the same: ``home.triggers.sessions``.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from community.core.local_time import day_end, day_text, local_day

YEARS = 5
# The page model imports this module, so a session is known here by what it has.
Session = Any


def kept_until(held_at: datetime) -> datetime:
    """The last moment of the day five years after; the 29th of February has its day on the 1st of March."""
    day = local_day(held_at)
    try:
        return day_end(day.replace(year=day.year + YEARS))
    except ValueError:
        return day_end(day.replace(year=day.year + YEARS, month=3, day=1))


def is_kept(session: Session) -> bool:
    return session.kept_until is not None and session.kept_until > timezone.now()


def refusal(sessions: Sequence[Session]) -> str:
    """Why these cannot leave the site; empty if there are none."""
    if not sessions:
        return ""
    if len(sessions) > 1:
        names = ", ".join(f"«{session.title}»" for session in sessions)
        last = day_text(max(session.kept_until for session in sessions))
        return _(
            "The law asks to keep records of sessions at least 5 years (law 3590-IX). Until %(day)s these can be "
            "neither deleted nor taken off the site: %(names)s."
        ) % {"day": last, "names": names}
    [session] = sessions
    return _(
        "The law asks to keep records of sessions at least 5 years (law 3590-IX), so “%(title)s” can be neither "
        "deleted nor taken off the site until %(day)s."
    ) % {"title": session.title, "day": day_text(session.kept_until)}


def departure_refuse(session: Session) -> None:
    """Raise ``ValidationError`` if ``session`` still has to be kept."""
    if is_kept(session):
        raise ValidationError(refusal([session]), code="kept")


def change_refuse(session: Session) -> None:
    """Raise ``ValidationError`` if saving ``session`` would hide it, end its keeping or empty its video."""
    stored = type(session).objects.filter(pk=session.pk).first() if session.pk else None
    if stored is None or not is_kept(stored):
        return
    if not session.live or session.kept_until is None or session.kept_until <= timezone.now():
        departure_refuse(stored)
    if (stored.video_url and not session.video_url) or (stored.video_file_id and not session.video_file_id):
        message = _(
            "The video of a session is kept at least 5 years (law 3590-IX): it can be replaced, not removed, until %s."
        )
        raise ValidationError(message % day_text(stored.kept_until), code="kept")


def file_departure_refuse(file: Any) -> None:
    """Raise ``ValidationError`` if ``file`` belongs to a session that still has to be kept."""
    if is_kept(file.session):
        message = _(
            "Files of a session are kept at least 5 years (law 3590-IX): “%(title)s” can be replaced, not removed, "
            "until %(day)s."
        )
        raise ValidationError(
            message % {"title": file.document.title, "day": day_text(file.session.kept_until)}, code="kept"
        )
