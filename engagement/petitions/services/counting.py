"""The count follows the signatures, never the other way round; the threshold is what the recount finds."""

import logging

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from community.core.page_cache.changes import changed
from community.core.working_days import WorkingCalendar
from engagement.models import Petition, PetitionMilestone, PetitionSettings, Signature, SignatureCount
from engagement.models.petition_states import AnswerState, Collection, Machine
from engagement.models.signature import SignatureState
from engagement.petitions.letters import counts_differ_letter_enqueue, milestone_letter_enqueue
from engagement.petitions.services.transitions import petition_step

logger = logging.getLogger(__name__)

MILESTONES = (25, 50, 75, 100)


def petitions_recount() -> int:
    """Count again every petition whose signatures changed since its last count, and say how many there were."""
    dirty = list(Signature.objects.to_recount().order_by().values_list("petition", flat=True).distinct())
    for petition_id in dirty:
        petition_recount(petition_id=petition_id)
    return len(dirty)


@transaction.atomic
def petition_recount(*, petition_id: int) -> SignatureCount:
    """Count the signatures of one petition under the lock of its count, and do what the number asks for, once."""
    count = SignatureCount.objects.select_for_update().get(pk=petition_id)
    # First the marks, then the count: what is committed in between is counted now and marked still.
    Signature.objects.to_recount().filter(petition=petition_id).update(recount_due=False)
    for name, number in counted(petition_id).items():
        setattr(count, name, number)
    count.counted_at = timezone.now()
    count.save()
    changed(f"petition:{petition_id}")
    petition = Petition.objects.get(pk=petition_id)
    _milestones_note(petition, count.valid)
    if petition.collection == Collection.OPEN and count.valid >= (petition.threshold or 0):
        _threshold_reach(petition)
    return count


def counted(petition_id: int) -> dict[str, int]:
    """The numbers of valid and annulled signatures, from the signatures themselves."""
    numbers: dict[str, int] = Signature.objects.filter(petition=petition_id).aggregate(
        valid=Count("pk", filter=Q(state=SignatureState.VALID)),
        annulled=Count("pk", filter=Q(state=SignatureState.ANNULLED)),
    )
    return numbers


def counts_check() -> list[int]:
    """Compare every count with its signatures, mend what differs, alarm the administrators; return the petitions."""
    wrong = []
    for petition_id in SignatureCount.objects.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            count = SignatureCount.objects.select_for_update().get(pk=petition_id)
            # What waits for its recount is late, not wrong.
            if Signature.objects.to_recount().filter(petition=petition_id).exists():
                continue
            if {"valid": count.valid, "annulled": count.annulled} == counted(petition_id):
                continue
        wrong.append(petition_id)
        petition_recount(petition_id=petition_id)
    if wrong:
        logger.error("Counts of signatures differed from the signatures: petitions %s", wrong)
        counts_differ_letter_enqueue(wrong)
    return wrong


def _milestones_note(petition: Petition, valid: int) -> None:
    passed = [percent for percent in MILESTONES if valid * 100 >= percent * (petition.threshold or 1)]
    known = set(petition.milestones.values_list("percent", flat=True))
    fresh = [percent for percent in passed if percent not in known]
    PetitionMilestone.objects.bulk_create(PetitionMilestone(petition=petition, percent=percent) for percent in fresh)
    # Several at once are one piece of news.
    if fresh and petition.collection in (Collection.OPEN, Collection.REACHED):
        milestone_letter_enqueue(petition, percent=fresh[-1], valid=valid)


def _threshold_reach(petition: Petition) -> None:
    now = timezone.now()
    petition_step(
        petition=petition,
        steps={
            Machine.COLLECTION: (Collection.OPEN, Collection.REACHED),
            Machine.ANSWER: (AnswerState.NONE, AnswerState.AWAITING),
        },
        actor=None,
        reached_at=now,
        due_at=WorkingCalendar.load().deadline(now, PetitionSettings.load().notice_days),
        reminded_due_at=None,
    )
