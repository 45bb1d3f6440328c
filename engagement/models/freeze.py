"""What of a poll may no longer change, and the words that refuse it; the database: ``engagement.triggers.polls``."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The poll model imports this module, so it is known here by what it has.
Poll = Any

FROZEN_FIELDS = frozenset(
    {
        "question",
        "slug",
        "description",
        "kind",
        "max_choices",
        "options_order",
        "asks_settlement",
        "allows_changes",
        "opens_at",
        "results_promise",
    }
)
# What of an answer people see and vote on: its text and its picture.
Shown = tuple[str, int | None]

WORDING_FROZEN = _(
    "People have already voted in this poll, so its question, address, description, kind, rules, opening and promise "
    "about the results can no longer change. Close it and start a new poll instead."
)
OPTIONS_FROZEN = _(
    "People have already voted in this poll, so its answers can no longer change. "
    "Close it and start a new poll instead."
)
OPTIONS_CLOSED = _("The poll is closed, so its answers can no longer change.")
END_FROZEN = _(
    "People have already voted in this poll, so its end cannot be moved here. "
    "It can be closed early, with a reason that everybody reads."
)
UNPUBLISHING_REFUSED = _(
    "The poll is running and people have voted in it, so it cannot be taken off the site. Close it early, with a "
    "reason that everybody reads; then it can be taken off."
)
REOPENING_REFUSED = _("The poll is closed and has votes, so it cannot be opened again. Start a new poll instead.")


def fields_refuse_change(poll: Poll) -> None:
    """Raise ``ValidationError`` if a frozen field of ``poll`` differs from its stored row."""
    stored = _stored(poll)
    if stored is None or not stored.votes.exists():
        return
    _as_stored(poll, stored)
    if any(getattr(stored, name) != getattr(poll, name) for name in FROZEN_FIELDS):
        raise ValidationError(WORDING_FROZEN, code="frozen")
    if stored.is_closed and not poll.is_closed:
        raise ValidationError(REOPENING_REFUSED, code="frozen")
    if stored.closes_at != poll.closes_at and not _closes_early(stored, poll):
        raise ValidationError(END_FROZEN, code="frozen")


def unpublishing_refusal(poll: Poll) -> str:
    """Why ``poll`` cannot leave the site now: it would cut the vote silently. Empty if it can."""
    stored = _stored(poll)
    cuts = stored is not None and stored.is_running and stored.votes.exists()
    return str(UNPUBLISHING_REFUSED) if cuts else ""


def unpublishing_refuse(poll: Poll) -> None:
    """Raise ``ValidationError`` if saving ``poll`` would take it off the site under its votes."""
    if not poll.live and (refusal := unpublishing_refusal(poll)):
        raise ValidationError(refusal, code="frozen")


def _as_stored(poll: Poll, stored: Poll) -> None:
    """What the editor alone made different is no change: keys of paragraphs, seconds its fields do not show."""
    if _without_keys(stored.description) == _without_keys(poll.description):
        poll.description = stored.description
    for name in ("opens_at", "closes_at"):
        moment = getattr(stored, name)
        if getattr(poll, name) == moment.replace(second=0, microsecond=0):
            setattr(poll, name, moment)


def _closes_early(stored: Poll, poll: Poll) -> bool:
    is_first_time = poll.early_end_reason and not stored.early_end_reason
    return bool(is_first_time and poll.closes_at < stored.closes_at)


def options_refuse_change(poll: Poll, shown: Mapping[int | None, Shown], *, closes_at: datetime | None) -> None:
    """Raise ``ValidationError`` if ``shown`` (by primary key) differs from the stored answers of a frozen poll."""
    stored = _stored(poll)
    before = (
        {pk: (text, picture) for pk, text, picture in stored.options.values_list("pk", "text", "picture")}
        if stored
        else {}
    )
    if before == shown:
        return
    if stored and stored.votes.exists():
        raise ValidationError(OPTIONS_FROZEN, code="frozen")
    if (stored and stored.is_closed) or (closes_at and closes_at <= timezone.now()):
        raise ValidationError(OPTIONS_CLOSED, code="frozen")


def _stored(poll: Poll) -> Poll | None:
    return type(poll).objects.filter(pk=poll.pk).first() if poll.pk else None


def _without_keys(html: str) -> str:
    """The text without the keys the editor gives its paragraphs, and without the paragraph it makes of nothing."""
    bare = re.sub(r'\s*data-block-key="[^"]*"', "", html)
    return "" if bare == "<p></p>" else bare
