"""Who took part, without what they chose. Whoever watches results change must not see whose vote changed them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.exports.sheets import CHUNK_SIZE
from community.core.local_time import KYIV, day_begin, day_of, local_day, today
from community.core.masking import mask_email
from engagement.models import Poll, PollEvent, Vote
from engagement.models.poll import WATCHED_PROMISES
from engagement.models.poll_journal import PollEventKind
from engagement.models.vote import VoteQuerySet, VoteState

VALUES = ("poll_id", "email", "shown_state", "shows_days_only", "created_at", "confirmed_at", "cancelled_at")
# What is said instead of the state while such a poll runs.
UNTOLD = "untold"
STATES: dict[str, str | Promise] = {**dict(VoteState.choices), UNTOLD: gettext_lazy("shown once the poll closes")}


def participation() -> VoteQuerySet:
    """The votes that may be listed, with ``shown_state``; by day of casting, and within it in an order without meaning.

    While a watched poll runs, its votes of today are listed from tomorrow on, and their states do not show.
    """
    watched = seen_running() & Q(poll__closes_at__gt=timezone.now())
    votes = Vote.objects.exclude(watched & Q(created_at__gte=day_begin(today()))).select_related("poll")
    state = Case(When(watched, then=Value(UNTOLD)), default=F("state"), output_field=CharField())
    days_only = Case(
        When(seen_running(), then=Value(value=True)), default=Value(value=False), output_field=BooleanField()
    )
    shown = votes.annotate(shown_state=state, shows_days_only=days_only, day=day_of("created_at"))
    return shown.order_by("-day", "reference")


def seen_running() -> Q:
    """Votes of polls whose results somebody may see, or staff have looked at, while votes still come."""
    looked_at = PollEvent.objects.filter(kind=PollEventKind.LOOKED_EARLY).values("poll")
    return Q(poll__results_promise__in=WATCHED_PROMISES) | Q(poll__in=looked_at)


def rows_shown(votes: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    """Poll, address, state and times of each vote, read as values: objects would take three times as long."""
    polls = Poll.objects.in_bulk()
    for vote in votes.values_list(*VALUES, named=True).iterator(CHUNK_SIZE):
        times = (time_shown(vote, "created_at"), time_shown(vote, "confirmed_at"), time_shown(vote, "cancelled_at"))
        yield str(polls[vote.poll_id]), address_shown(vote), state_shown(vote), *times


def address_shown(vote: Any) -> str:
    return mask_email(vote.email) or _("erased")


def state_shown(vote: Any) -> str | Promise:
    return STATES[vote.shown_state]


def time_shown(vote: Any, field: str) -> date | datetime | None:
    """A moment of a vote: the day alone where it could be held beside results that change by the minute.

    That a vote was confirmed or taken back is its state, so its time is as untold as that.
    """
    moment: datetime | None = getattr(vote, field)
    if moment is None or (vote.shown_state == UNTOLD and field != "created_at"):
        return None
    return local_day(moment) if vote.shows_days_only else timezone.localtime(moment, KYIV)
