"""Reads that join several models."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from engagement.models import EngagementSettings, Poll, PollOption, Vote
from engagement.models.poll import ResultsPromise
from engagement.models.vote import VoteState
from engagement.polls.options import options_pictured, with_options

# So many votes are counted in no time. Counts are never more than ten seconds old.
KEPT_FROM = 1000
KEPT_FOR = 5


@dataclass(frozen=True)
class ResultRow:
    """An answer, how many chose it, and their share of the voters in percent."""

    option: PollOption
    votes: int
    percent: float


@dataclass(frozen=True)
class PollResults:
    """The counted votes of a poll at a moment. In a poll with several answers the shares exceed 100 % together."""

    rows: list[ResultRow]
    voters: int
    counted_at: datetime


def poll_results(poll: Poll) -> PollResults:
    """Count the confirmed votes of ``poll``, in two queries."""
    return polls_results([poll])[poll.pk]


def polls_results(polls: Collection[Poll]) -> dict[int, PollResults]:
    """Count the confirmed votes of each of ``polls`` by its primary key, in two queries altogether."""
    counted = Vote.objects.confirmed().filter(poll__in=polls).order_by().values_list("poll")
    voters = dict(counted.annotate(Count("pk")))
    options = (
        options_pictured()
        .filter(poll__in=polls)
        .annotate(votes_counted=Count("choices", filter=Q(choices__vote__state=VoteState.CONFIRMED)))
        # Said again: Django leaves the order of the model out of a query that groups.
        .order_by("sort_order", "pk")
    )
    rows: dict[int, list[ResultRow]] = {poll.pk: [] for poll in polls}
    for option in options:
        share = 100 * option.votes_counted / voters[option.poll_id] if option.poll_id in voters else 0.0
        rows[option.poll_id].append(ResultRow(option, option.votes_counted, round(share, 1)))
    now = timezone.now()
    return {poll.pk: PollResults(rows[poll.pk], voters.get(poll.pk, 0), min(now, poll.closes_at)) for poll in polls}


def results_visible(poll: Poll, *, voted: bool, now: datetime | None = None) -> bool:
    """Whether the poll's promise lets somebody who has ``voted`` or not see the results at ``now``."""
    now = now or timezone.now()
    if now < poll.opens_at:
        return False
    if now >= poll.closes_at or poll.results_promise == ResultsPromise.LIVE:
        return True
    return voted and poll.results_promise == ResultsPromise.AFTER_VOTE


def results_for(poll: Poll, *, voted: bool) -> PollResults | None:
    """The results, where the promise lets them be seen."""
    return poll_results(poll) if results_visible(poll, voted=voted) else None


def results_after_vote(poll: Poll) -> PollResults | None:
    """The results for whoever has just voted. Those of a large poll are some seconds old: everybody comes at once."""
    if not results_visible(poll, voted=True):
        return None
    key = f"results-after-vote:{poll.pk}"
    kept: PollResults | None = cache.get(key)
    results = kept or poll_results(poll)
    if kept is None and results.voters >= KEPT_FROM:
        cache.set(key, results, KEPT_FOR)
    return results


def results_for_staff(poll: Poll) -> PollResults | None:
    """The results, where the poll as it is published lets anybody see them.

    ``poll`` may come from a draft or a form, whose own dates would open the results to whoever types them.
    """
    published = Poll.objects.filter(pk=poll.pk).first()
    return results_for(published, voted=False) if published else None


def running_poll(previewed: EngagementSettings | None = None) -> Poll | None:
    """The poll for every page: the one chosen in the settings while it runs, else the newest running. Two queries.

    ``previewed``: the settings as somebody typed them, in place of the stored ones.
    """
    stored = Exists(EngagementSettings.objects.filter(shown_poll=OuterRef("pk")))
    chosen = ExpressionWrapper(Q(pk=previewed.shown_poll_id), BooleanField()) if previewed else stored
    polls = Poll.objects.running().alias(chosen=chosen).order_by("-chosen", "-opens_at", "-pk")
    return polls.prefetch_related(with_options()).first()
