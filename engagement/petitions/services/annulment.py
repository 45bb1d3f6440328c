"""Two persons decide not to count signatures that meet a condition, and two to take that back; nothing is deleted.

States of the petition stay as they are: a threshold that was reached and a review that was published go on.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from engagement.models import Annulment, Petition, Signature
from engagement.models.annulment import AnnulmentQuerySet, AnnulmentState
from engagement.models.signature import SignatureQuerySet, SignatureState
from engagement.petitions.conditions import Condition, signatures_meeting
from engagement.petitions.exceptions import PetitionRefusal, StepNotPossible
from engagement.petitions.services.transitions import desk_event
from engagement.petitions.signer_letters import annulled_letter_enqueue, restored_letter_enqueue

# Signatures in one transaction, each with its letter.
BATCH = 200
NOT_PROPOSED = _("Nobody proposes to take this annulment back any more.")


@transaction.atomic
def annulment_propose(*, petition: Petition, actor: User, condition: Condition, public_reason: str) -> Annulment:
    """Propose; nothing changes until a second person agrees. Raises ``PetitionRefusal``, ``ValidationError``."""
    annulment = Annulment(
        petition=petition,
        condition=condition,
        public_reason=" ".join(public_reason.split()),
        proposed_by=actor,
        matched=signatures_meeting(petition, condition).valid().count(),
    )
    if not annulment.matched:
        raise PetitionRefusal(_("No counted signature meets this condition."))
    annulment.full_clean(exclude=["condition"])
    annulment.save()
    _note(annulment, "annulment_proposed", actor)
    return annulment


def annulment_consent(*, annulment: Annulment, actor: User) -> None:
    """The second person agrees. ``annulments_carry_on`` does the rest, with the signatures there are at this moment."""
    _decide(annulment, actor, AnnulmentState.DONE, "annulment_agreed")


def annulment_reject(*, annulment: Annulment, actor: User) -> None:
    """The second person says no."""
    _decide(annulment, actor, AnnulmentState.REJECTED, "annulment_rejected")


@transaction.atomic
def annulment_undo_propose(*, annulment: Annulment, actor: User) -> None:
    """Propose to take a decision back; nothing changes until another person agrees."""
    _undo_step(
        annulment,
        Annulment.objects.done().filter(undo_proposed_by=None),
        _("Only an annulment that was carried out can be taken back."),
        {"undo_proposed_by": actor, "undo_proposed_at": timezone.now()},
    )
    _note(annulment, "annulment_undo_asked", actor)


@transaction.atomic
def annulment_undo(*, annulment: Annulment, actor: User) -> None:
    """The second person agrees to take it back: ``annulments_carry_on`` makes its signatures count again."""
    if actor.pk == annulment.undo_proposed_by_id:
        raise PetitionRefusal(_("Another person than the one who proposed it must decide."))
    _undo_step(
        annulment,
        Annulment.objects.undo_proposed().exclude(undo_proposed_by=actor),
        NOT_PROPOSED,
        {"state": AnnulmentState.UNDONE, "settled_at": None, "undone_by": actor, "undone_at": timezone.now()},
    )
    _note(annulment, "annulment_undone", actor)


@transaction.atomic
def annulment_keep(*, annulment: Annulment, actor: User) -> None:
    """Do not take it back after all; whoever proposed it may say so as well."""
    _undo_step(
        annulment,
        Annulment.objects.undo_proposed(),
        NOT_PROPOSED,
        {"undo_proposed_by": None, "undo_proposed_at": None},
    )
    _note(annulment, "annulment_undo_kept", actor)


def annulments_carry_on() -> int:
    """Make signatures follow what was decided, in batches, and say how many. After a crash the next call goes on."""
    changed = 0
    for annulment_id in list(Annulment.objects.unsettled().values_list("pk", flat=True)):
        while number := _batch_carry_on(annulment_id):
            changed += number
    return changed


@transaction.atomic
def _decide(annulment: Annulment, actor: User, state: AnnulmentState, happening: str) -> None:
    if actor.pk == annulment.proposed_by_id:
        raise PetitionRefusal(_("Another person than the one who proposed it must decide."))
    now = timezone.now()
    proposed = Annulment.objects.filter(pk=annulment.pk, state=AnnulmentState.PROPOSED)
    settled_at = None if state == AnnulmentState.DONE else now
    if not proposed.update(state=state, decided_by=actor, decided_at=now, settled_at=settled_at):
        raise StepNotPossible(_("Somebody has already decided on this annulment."))
    _note(annulment, happening, actor)
    annulment.refresh_from_db()


def _undo_step(annulment: Annulment, due: AnnulmentQuerySet, refusal: Any, values: dict[str, Any]) -> None:
    """Change the row if it is still ``due``, in one statement: of two clerks at once the second is told."""
    if not due.filter(pk=annulment.pk).update(**values):
        raise StepNotPossible(refusal)
    annulment.refresh_from_db()


@transaction.atomic
def _batch_carry_on(annulment_id: int) -> int:
    # Under the lock of the decision, so that taking it back and carrying it out never mix.
    annulment = Annulment.objects.select_for_update().get(pk=annulment_id)
    if annulment.settled_at is not None:
        return 0
    waiting = _to_annul(annulment) if annulment.state == AnnulmentState.DONE else _to_restore(annulment)
    people = waiting.select_related("petition", "signer").select_for_update(of=("self",))
    batch = list(people.order_by("pk")[:BATCH])
    chosen = Signature.objects.filter(pk__in=[signature.pk for signature in batch])
    if not batch:
        _settle(annulment)
    elif annulment.state == AnnulmentState.DONE:
        chosen.update(state=SignatureState.ANNULLED, annulment=annulment, recount_due=True)
        for signature in batch:
            annulled_letter_enqueue(signature, reason=annulment.public_reason)
    else:
        chosen.update(state=SignatureState.VALID, recount_due=True)
        for signature in batch:
            restored_letter_enqueue(signature)
    return len(batch)


def _to_annul(annulment: Annulment) -> SignatureQuerySet:
    """What was signed by the moment of consent, without what an objection has given back already."""
    meeting = signatures_meeting(annulment.petition, annulment.condition).valid()
    return meeting.filter(signed_at__lte=annulment.decided_at).exclude(annulment=annulment)


def _to_restore(annulment: Annulment) -> SignatureQuerySet:
    return Signature.objects.annulled().filter(annulment=annulment)


def _settle(annulment: Annulment) -> None:
    annulment.settled_at = timezone.now()
    if annulment.state == AnnulmentState.DONE:
        annulment.matched = annulment.signatures.count()
    annulment.save(update_fields=["settled_at", "matched"])


def _note(annulment: Annulment, happening: str, actor: User) -> None:
    desk_event(
        petition=annulment.petition,
        happening=happening,
        actor=actor,
        data={"annulment": annulment.pk, "reason": annulment.public_reason},
    )
