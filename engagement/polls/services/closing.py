"""Acts of staff on a whole poll: close it before its time, look at hidden results, copy it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from community.accounts.models import User
from engagement.models import Poll, PollEvent, PollOption
from engagement.models.poll_journal import PollEventKind
from engagement.polls.selectors import PollResults, poll_results, results_visible
from engagement.polls.services.locking import poll_lock
from engagement.polls.services.reasons import reason_clean

# What Wagtail's log calls these acts.
CLOSED, LOOKED, COPIED = "engagement.poll.close_early", "engagement.poll.look_early", "engagement.poll.copy"

# What a copy takes over from its poll.
COPIED_FIELDS = (
    "description",
    "kind",
    "max_choices",
    "options_order",
    "asks_settlement",
    "allows_changes",
    "results_promise",
)


class ActNotPossible(ValidationError):  # noqa: N818 - reads as what happened
    """The poll has moved on: somebody did it already, or time did."""


@transaction.atomic
def poll_close_early(*, poll: Poll, reason: str, actor: User) -> None:
    """End a running poll now. Everybody reads ``reason``. Raises ``ActNotPossible``, ``ValidationError``."""
    reason = reason_clean(reason)
    stored = poll_lock(poll)
    if not stored.is_running:
        raise ActNotPossible(_("Only a running poll can be closed early."))
    stored.planned_closes_at, stored.closes_at = stored.closes_at, timezone.now()
    stored.early_end_reason = reason
    # A schedule of the past would only hide the poll again.
    stored.go_live_at = None
    stored.save()
    # What the editor opens next shows the poll as it is now.
    stored.save_revision(user=actor, clean=False, log_action=True).publish(user=actor, skip_permission_checks=True)
    PollEvent.objects.create(poll=stored, kind=PollEventKind.CLOSED_EARLY, actor=actor, reason=reason)
    log(stored, CLOSED, user=actor, data={"reason": reason})


def results_hidden(poll: Poll) -> bool:
    """Whether there is anything to look at before its time: the poll has opened, and not everybody sees the results."""
    return timezone.now() >= poll.opens_at and not results_visible(poll, voted=False)


def poll_look_early(*, poll: Poll, reason: str, actor: User) -> PollResults:
    """Results before the promise lets everybody see them; a public line says that it was done and why.

    Raises ``ActNotPossible``, ``ValidationError``.
    """
    reason = reason_clean(reason)
    stored = Poll.objects.get(pk=poll.pk)
    if not results_hidden(stored):
        raise ActNotPossible(
            _("There are no hidden results to look at: the poll is not open yet, or everybody sees them.")
        )
    # Written before anything is read: whoever has seen has left the line.
    with transaction.atomic():
        PollEvent.objects.create(poll=stored, kind=PollEventKind.LOOKED_EARLY, actor=actor, reason=reason)
        log(stored, LOOKED, user=actor, data={"reason": reason})
    return poll_results(stored)


@transaction.atomic
def poll_copy(*, poll: Poll, actor: User) -> Poll:
    """A draft with the same question, rules and answers, as long as the first one, opening now."""
    now = timezone.now().replace(second=0, microsecond=0)
    copy = Poll(
        question=poll.question,
        opens_at=now,
        closes_at=now + ((poll.planned_closes_at or poll.closes_at) - poll.opens_at),
        live=False,
        has_unpublished_changes=True,
        **{name: getattr(poll, name) for name in COPIED_FIELDS},
    )
    copy.options = [
        PollOption(text=option.text, picture_id=option.picture_id, sort_order=option.sort_order)
        for option in poll.options.all()
    ]
    copy.full_clean()
    copy.save()
    copy.save_revision(user=actor, log_action=True)
    log(copy, COPIED, user=actor, data={"question": poll.question})
    return copy
