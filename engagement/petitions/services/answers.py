"""From the threshold to the answer: the review, its hearings, the decision, and what was done after it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.local_time import day_end
from community.core.models import CommunityDocument
from community.core.working_days import WorkingCalendar
from engagement.models import Petition, PetitionAnswer, PetitionDeed, PetitionSettings
from engagement.models.petition_states import AnswerState, Collection, Decision, Machine
from engagement.petitions.exceptions import PetitionRefusal, StepNotPossible
from engagement.petitions.letters import answered_letter_enqueue, review_letter_enqueue
from engagement.petitions.services.transitions import Steps, desk_event, petition_step


@transaction.atomic
def petition_review_start(*, petition: Petition, actor: User) -> None:
    """Publish that the review has begun; from this moment the council has ``review_days`` working days."""
    statute, now = PetitionSettings.load(), timezone.now()
    closing, fields = _closing(petition, now) if statute.signing_ends_with_review else ({}, {})
    petition_step(
        petition=petition,
        steps={Machine.ANSWER: (AnswerState.AWAITING, AnswerState.UNDER_REVIEW), **closing},
        actor=actor,
        review_started_at=now,
        due_at=WorkingCalendar.load().deadline(now, statute.review_days),
        reminded_due_at=None,
        **fields,
    )
    review_letter_enqueue(petition)


@transaction.atomic
def petition_hearings_announce(*, petition: Petition, actor: User, until: date, reason: str) -> None:
    """Extend the review to the end of ``until``, the day by which hearings asked for in the petition are held."""
    end = day_end(until)
    if petition.due_at is None or end <= petition.due_at:
        raise PetitionRefusal(_("Hearings can only extend the review: choose a later day."))
    if not reason.strip():
        raise PetitionRefusal(_("Write why the review is extended."))
    waiting = Petition.objects.filter(pk=petition.pk, answer=AnswerState.UNDER_REVIEW)
    if not waiting.update(hearings_until=until, due_at=end, reminded_due_at=None):
        raise StepNotPossible(_("Only a review that goes on can be extended."))
    desk_event(
        petition=petition,
        happening="hearings",
        actor=actor,
        data={"until": until.isoformat(), "reason": reason.strip()},
    )
    petition.refresh_from_db()


@transaction.atomic
def petition_answer(
    *,
    petition: Petition,
    actor: User,
    decision: Decision,
    text: str,
    signed_by: str,
    document: CommunityDocument | None = None,
) -> PetitionAnswer:
    """Publish the answer of the head, once. The author hears at once, every signer by ``services.telling``."""
    answer = PetitionAnswer(petition=petition, text=text, signed_by=signed_by, document=document)
    # That there is one already is said by the step, in words for whoever came second.
    answer.full_clean(validate_unique=False)
    now = timezone.now()
    closing, fields = _closing(petition, now)
    petition_step(
        petition=petition,
        steps={Machine.ANSWER: (AnswerState.UNDER_REVIEW, AnswerState.ANSWERED), **closing},
        actor=actor,
        decision=decision,
        answered_at=now,
        due_at=None,
        reminded_due_at=None,
        **fields,
    )
    answer.save()
    answered_letter_enqueue(petition)
    return answer


@transaction.atomic
def petition_deed_add(
    *, petition: Petition, actor: User, text: str, done_on: date, document: CommunityDocument | None = None
) -> PetitionDeed:
    """Tell the public what was done. Raises ``StepNotPossible`` before there is an answer."""
    if petition.answer != AnswerState.ANSWERED:
        raise StepNotPossible(_("What was done is told after the answer."))
    deed = PetitionDeed(petition=petition, author=actor, text=text, done_on=done_on, document=document)
    deed.full_clean()
    deed.save()
    desk_event(petition=petition, happening="deed", actor=actor)
    return deed


def _closing(petition: Petition, now: datetime) -> tuple[Steps, dict[str, Any]]:
    """The step and the fields that end signing, where it still goes on."""
    if petition.collection != Collection.REACHED:
        return {}, {}
    return {Machine.COLLECTION: (Collection.REACHED, Collection.CLOSED)}, {"closed_at": now}
