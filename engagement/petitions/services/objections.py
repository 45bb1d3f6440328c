"""A signer’s word against the annulment of the own signature, and what staff answer to it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from engagement.models import AnnulmentObjection, Signature
from engagement.models.annulment import ObjectionOutcome
from engagement.models.signature import SignatureState
from engagement.petitions.exceptions import PetitionRefusal, StepNotPossible
from engagement.petitions.services.transitions import desk_event
from engagement.petitions.signer_letters import objection_letter_enqueue


def objection_file(*, signature: Signature, text: str) -> AnnulmentObjection:
    """Object, once for each annulment. Raises ``StepNotPossible`` where there is nothing to object to, or again."""
    annulment = signature.annulment
    if annulment is None or signature.state != SignatureState.ANNULLED:
        raise StepNotPossible(_("This signature is not annulled."))
    objection = AnnulmentObjection(signature=signature, annulment=annulment, text=text.strip())
    objection.clean_fields()
    try:
        with transaction.atomic():
            objection.save(force_insert=True)
    except IntegrityError:
        raise StepNotPossible(_("Your objection is already with the staff.")) from None
    return objection


@transaction.atomic
def objection_decide(*, objection: AnnulmentObjection, actor: User, accepted: bool, reply: str) -> None:
    """Answer an objection, once; an accepted one makes the signature count again. The signer gets a letter."""
    if not accepted and not reply.strip():
        raise PetitionRefusal(_("Write why the objection is declined: the signer must learn it."))
    outcome = ObjectionOutcome.ACCEPTED if accepted else ObjectionOutcome.DECLINED
    waiting = AnnulmentObjection.objects.filter(pk=objection.pk, outcome=ObjectionOutcome.OPEN)
    if not waiting.update(outcome=outcome, reply=reply.strip(), decided_by=actor, decided_at=timezone.now()):
        raise StepNotPossible(_("Somebody has already answered this objection."))
    if accepted:
        # Nothing to do where the whole annulment was taken back meanwhile.
        Signature.objects.annulled().filter(pk=objection.signature_id, annulment=objection.annulment_id).update(
            state=SignatureState.VALID, recount_due=True
        )
    desk_event(
        petition=objection.annulment.petition,
        happening=f"objection_{outcome}",
        actor=actor,
        data={"objection": objection.pk},
    )
    objection.refresh_from_db()
    objection_letter_enqueue(objection)
