"""What staff decide about votes: count held ones, leave some out by a condition, take that back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from community.accounts.models import User
from engagement.models import Invalidation, Poll, PollEvent
from engagement.models.poll_journal import PollEventKind
from engagement.models.vote import VoteState
from engagement.polls.conditions import Condition, votes_meeting
from engagement.polls.decision_secrecy import invalidation_refusal, release_refusal
from engagement.polls.services.locking import poll_lock
from engagement.polls.services.reasons import reason_clean
from engagement.polls.services.sealing import poll_seal_again

# What Wagtail's log calls the decisions.
LOG_ACTIONS = {
    PollEventKind.RELEASED: "engagement.poll.release",
    PollEventKind.INVALIDATED: "engagement.poll.invalidate",
    PollEventKind.RESTORED: "engagement.poll.restore",
}


class DecisionRefused(ValidationError):  # noqa: N818 - reads as what happened
    """The decision does not fit the votes as they are now."""


class TooFewVotes(ValidationError):  # noqa: N818 - reads as what happened
    """The results would show how single people voted."""


@transaction.atomic
def held_votes_release(*, poll: Poll, condition: Condition, expected: int, reason: str, actor: User) -> PollEvent:
    """Count the held votes that meet ``condition``. Raises ``DecisionRefused``, ``TooFewVotes``, ``ValidationError``.

    ``expected``: how many the person saw; another number means that the votes changed meanwhile.
    """
    reason = reason_clean(reason)
    poll = poll_lock(poll)
    _refuse(release_refusal(poll, condition))
    released = votes_meeting(poll, condition).held().update(state=VoteState.CONFIRMED)
    _refuse_unless_seen(released, expected)
    return _event(poll, PollEventKind.RELEASED, actor, reason, released)


@transaction.atomic
def votes_invalidate(
    *,
    poll: Poll,
    condition: Condition,
    expected: int,
    cause: str,
    public_reason: str,
    actor: User,
) -> Invalidation:
    """Leave the counted and held votes that meet ``condition`` out.

    Raises ``DecisionRefused``, ``TooFewVotes``, ``ValidationError``.
    """
    reason = reason_clean(public_reason)
    poll = poll_lock(poll)
    _refuse(invalidation_refusal(poll, condition))
    invalidation = Invalidation(poll=poll, condition=condition, cause=cause, public_reason=reason, made_by=actor)
    invalidation.full_clean()
    invalidation.save()
    matched = (
        votes_meeting(poll, condition)
        .cast()
        .update(invalidated_from=F("state"), state=VoteState.INVALIDATED, invalidation=invalidation)
    )
    _refuse_unless_seen(matched, expected)
    invalidation.matched = matched
    invalidation.save(update_fields=["matched"])
    _event(poll, PollEventKind.INVALIDATED, actor, reason, matched, invalidation)
    return invalidation


@transaction.atomic
def invalidation_undo(*, invalidation: Invalidation, reason: str, actor: User) -> None:
    """Give the votes back what they were before. Raises ``DecisionRefused``, ``ValidationError``."""
    reason = reason_clean(reason)
    poll = poll_lock(invalidation.poll)
    undone = Invalidation.objects.in_force().filter(pk=invalidation.pk)
    if not undone.update(undone_at=timezone.now(), undone_by=actor, undone_reason=reason):
        raise DecisionRefused(_("This decision has been taken back already."))
    restored = invalidation.votes.update(state=F("invalidated_from"), invalidated_from="", invalidation=None)
    _event(poll, PollEventKind.RESTORED, actor, reason, restored, invalidation)
    invalidation.refresh_from_db()


def _refuse(refusal: str) -> None:
    if refusal:
        raise TooFewVotes(refusal)


def _refuse_unless_seen(number: int, expected: int) -> None:
    """Raised inside the transaction, so nothing of the decision stays."""
    if number != expected or not number:
        raise DecisionRefused(_("The votes have changed meanwhile. Look at the numbers again."))


def _event(
    poll: Poll,
    kind: PollEventKind,
    actor: User,
    reason: str,
    votes: int,
    invalidation: Invalidation | None = None,
) -> PollEvent:
    event = PollEvent(poll=poll, kind=kind, actor=actor, reason=reason, votes=votes, invalidation=invalidation)
    event.full_clean()
    event.save()
    log(poll, LOG_ACTIONS[kind], user=actor, data={"reason": reason, "votes": votes})
    poll_seal_again(poll=poll)
    return event
