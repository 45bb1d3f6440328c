"""Taking a vote back, and forgetting votes that were never confirmed."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils import timezone

from community.core.local_time import day_of
from community.messaging.retention import messages_about_erase
from engagement.models import Poll, PollDay, Vote, VoteChoice
from engagement.models.vote import VoteQuerySet, VoteState
from engagement.polls.letters import cancelled_letter_enqueue

logger = logging.getLogger(__name__)

# An expired link can say that it expired for a day; then nothing is left of it.
PURGE_AFTER = timedelta(hours=24)
# So many votes are erased in one transaction.
BATCH = 1000


def pending_vote_cancel(*, poll: Poll, reference: UUID) -> None:
    """Erase a vote that waits for its confirmation; silent about whether there was one."""
    _pending_erase(Vote.objects.filter(poll=poll, reference=reference), "cancelled")


def vote_cancellable(vote: Vote) -> bool:
    """Whether its voter is offered to take a vote back; to invalidated ones as well, for the offer must not tell."""
    return vote.is_settled and vote.poll.is_running and vote.poll.allows_changes


@transaction.atomic
def vote_cancel(*, vote: Vote) -> bool:
    """Take a counted or held vote back while its poll runs and allows it; its address may then vote anew.

    False where that is not possible, or has been done. The answers are erased, the row is kept for the numbers.
    A letter tells the address, since whoever holds the link can do it.
    """
    cancelled = (
        Vote.objects.cast()
        .in_open_polls(allows_changes=True)
        .filter(pk=vote.pk)
        .update(state=VoteState.CANCELLED, cancelled_at=timezone.now())
    )
    if cancelled:
        VoteChoice.objects.filter(vote=vote).delete()
        vote.refresh_from_db()
        cancelled_letter_enqueue(vote)
    return bool(cancelled)


def votes_outlived() -> VoteQuerySet:
    """Whose letter leads nowhere any more, the pending ones among them."""
    return Vote.objects.filter(expires_at__lte=timezone.now() - PURGE_AFTER)


def unconfirmed_votes_purge() -> int:
    """Erase the votes whose letter was never answered, and say how many."""
    count = 0
    while erased := _pending_erase(votes_outlived(), "expired"):
        count += erased
    if count:
        logger.info("Erased %d unconfirmed votes", count)
    return count


@transaction.atomic
def _pending_erase(votes: VoteQuerySet, outcome: str) -> int:
    """Erase up to ``BATCH`` pending ones of ``votes`` and their letters; their numbers stay, by poll and day."""
    # Locked, so that none is confirmed between being counted here and being erased.
    locked = votes.pending().select_for_update(of=("self",)).order_by("pk")
    chosen = dict(locked.values_list("pk", "reference")[:BATCH])
    doomed = Vote.objects.filter(pk__in=chosen)
    by_day = doomed.annotate(day=day_of("created_at")).order_by().values("poll_id", "day")
    for row in list(by_day.annotate(votes=Count("pk"), letters=Sum("letters_sent"))):
        PollDay.objects.get_or_create(poll_id=row["poll_id"], day=row["day"])
        PollDay.objects.filter(poll_id=row["poll_id"], day=row["day"]).update(
            **{outcome: F(outcome) + row["votes"]}, letters=F("letters") + row["letters"]
        )
    doomed.delete()
    messages_about_erase(about=[str(reference) for reference in chosen.values()])
    return len(chosen)
