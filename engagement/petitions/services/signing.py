"""A resident signs and withdraws: one row is written, and no other."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.accounts.selectors import resident_is_proven
from engagement.models import Petition, Signature
from engagement.models.signature import SignatureState
from engagement.petitions.exceptions import AlreadySigned, NotProven, NotSignable
from engagement.petitions.signer_key import signer_key


def signature_add(*, petition: Petition, signer: User, network: str) -> Signature:
    """Sign, once a person. Petition and proofs are asked of the database here, whatever door led to this call.

    Raises ``NotSignable``, ``NotProven``, ``AlreadySigned``.
    """
    if not _collects(petition):
        raise NotSignable(_("This petition does not collect signatures any more."))
    if not resident_is_proven(signer):
        raise NotProven(_("Confirm your e-mail address and your phone first: only then a signature counts."))
    if not signer.full_name:
        raise NotProven(_("Fill in your name first: it stands in the list of signers."))
    signature = Signature(
        petition=petition,
        signer=signer,
        signer_key=signer_key(petition_id=petition.pk, phone=signer.phone),
        full_name=signer.full_name,
        settlement=signer.settlement,
        network=network,
    )
    # That the petition and the signer are there, the database asks by itself.
    signature.clean_fields(exclude=["petition", "signer"])
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError:
        raise AlreadySigned(_("You have already signed this petition.")) from None
    return signature


def signature_withdraw(*, petition: Petition, signer: User) -> None:
    """Take the signature back while the petition collects. Raises ``NotSignable`` where there is none to take."""
    withdrawn = _collects(petition) and Signature.objects.valid().filter(petition=petition, signer=signer).update(
        state=SignatureState.WITHDRAWN, withdrawn_at=timezone.now(), recount_due=True
    )
    if not withdrawn:
        raise NotSignable(_("A signature can be withdrawn only while signatures are collected."))


def _collects(petition: Petition) -> bool:
    """Whether ``petition`` takes signatures at this moment: whoever read it may have done so a while ago."""
    return Petition.objects.published().collecting().filter(pk=petition.pk).exists()
