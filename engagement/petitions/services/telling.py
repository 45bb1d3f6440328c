"""After the answer everybody who signed hears of it, once, a few letters at a time."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from community.accounts.models import User
from engagement.models import Signature
from engagement.models.petition_states import AnswerState
from engagement.models.signature import SignatureQuerySet
from engagement.petitions.signer_letters import answer_letter_enqueue

# After that an answer is no news: whoever asks for letters again does not get the old ones.
TELL_WITHIN = timedelta(days=60)


@transaction.atomic
def signers_tell() -> int:
    """Write the next ``PETITION_ANSWER_LETTERS`` letters and return how many.

    The claim ``told_at`` and the letter are one transaction: a crash leaves both or neither, and two workers share.
    """
    now = timezone.now()
    batch = list(
        signatures_to_tell()
        .select_related("petition", "signer")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")[: settings.PETITION_ANSWER_LETTERS]
    )
    Signature.objects.filter(pk__in=[signature.pk for signature in batch]).update(told_at=now)
    for signature in batch:
        answer_letter_enqueue(signature)
    return len(batch)


def signatures_to_tell() -> SignatureQuerySet:
    """Valid signatures of answered petitions whose signers want to hear and have not; the author heard at once."""
    proven = EmailAddress.objects.filter(user=OuterRef("signer"), primary=True, verified=True)
    return Signature.objects.valid().filter(
        Exists(proven),
        Q(petition__author__isnull=True) | ~Q(signer=F("petition__author")),
        petition__answer=AnswerState.ANSWERED,
        petition__answered_at__gt=timezone.now() - TELL_WITHIN,
        told_at__isnull=True,
        unsubscribed_at__isnull=True,
        signer__is_active=True,
        signer__wants_letters=True,
    )


@transaction.atomic
def signer_unsubscribe(*, signature: Signature) -> None:
    """End letters about petitions for whoever signed, once and for all; the account’s own page can undo it."""
    Signature.objects.filter(pk=signature.pk, unsubscribed_at__isnull=True).update(unsubscribed_at=timezone.now())
    if signature.signer_id is not None:
        User.objects.filter(pk=signature.signer_id).update(wants_letters=False)
