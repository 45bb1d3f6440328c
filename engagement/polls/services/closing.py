"""Acts of staff on a whole poll: close it before its time, look at hidden results, copy it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.models import User
from engagement.models import Poll, PollEvent, PollOption
from engagement.models.poll_journal import PollEventKind
from engagement.polls.selectors import PollResults, poll_results, results_visible

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


@transaction.atomic
def poll_close_early(*, poll: Poll, reason: str, actor: User) -> None:
    """End a running poll now. Everybody reads ``reason``. Raises ``ValidationError``."""
    stored = Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    if not stored.is_running:
        raise ValidationError(_("Only a running poll can be closed early."))
    _reason_check(reason)
    stored.planned_closes_at, stored.closes_at = stored.closes_at, timezone.now()
    stored.early_end_reason = reason.strip()
    stored.save()
    # What the editor opens next shows the poll as it is now.
    stored.save_revision(user=actor, clean=False, log_action=True).publish(user=actor, skip_permission_checks=True)
    PollEvent.objects.create(poll=stored, kind=PollEventKind.CLOSED_EARLY, actor=actor, reason=reason.strip())


def poll_look_early(*, poll: Poll, reason: str, actor: User) -> PollResults:
    """Results before the promise lets anybody see them; a public line says that it was done and why.

    Raises ``ValidationError``.
    """
    _reason_check(reason)
    if results_visible(poll, voted=False):
        return poll_results(poll)
    # Written before anything is read: whoever has seen has left the line.
    PollEvent.objects.create(poll=poll, kind=PollEventKind.LOOKED_EARLY, actor=actor, reason=reason.strip())
    return poll_results(poll)


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
    return copy


def _reason_check(reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why: everybody reads it."))
