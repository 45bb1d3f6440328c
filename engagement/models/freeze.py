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

FROZEN_FIELDS = frozenset({"question", "slug", "description", "kind", "max_choices", "results_promise"})

WORDING_FROZEN = _(
    "People have already voted in this poll, so its question, address, description, kind and promise about the "
    "results can no longer change. Close it and start a new poll instead."
)
OPTIONS_FROZEN = _(
    "People have already voted in this poll, so its answers can no longer change. "
    "Close it and start a new poll instead."
)
OPTIONS_CLOSED = _("The poll is closed, so its answers can no longer change.")
REOPENING_REFUSED = _("The poll is closed and has votes, so it cannot be opened again. Start a new poll instead.")


def fields_refuse_change(poll: Poll) -> None:
    """Raise ``ValidationError`` if a frozen field of ``poll`` differs from its stored row."""
    stored = _stored(poll)
    if stored is None or not stored.votes.exists():
        return
    # The same text as the editor stores it is no change.
    if _without_keys(stored.description) == _without_keys(poll.description):
        poll.description = stored.description
    if any(getattr(stored, name) != getattr(poll, name) for name in FROZEN_FIELDS):
        raise ValidationError(WORDING_FROZEN, code="frozen")
    if stored.is_closed and not poll.is_closed:
        raise ValidationError(REOPENING_REFUSED, code="frozen")


def options_refuse_change(poll: Poll, texts: Mapping[int | None, str], *, closes_at: datetime | None) -> None:
    """Raise ``ValidationError`` if ``texts`` (by primary key) differ from the stored answers of a frozen poll."""
    stored = _stored(poll)
    before = dict(stored.options.values_list("pk", "text")) if stored else {}
    if before == texts:
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
