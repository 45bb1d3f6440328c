"""Signing and withdrawing: GET shows what will happen, POST does it."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from community.accounts.models import User
from community.accounts.selectors import proofs_missing
from community.core.network import client_address, network_prefix
from community.core.responses import SeeOther
from engagement.models import Petition, PetitionIndexPage
from engagement.models.signature import SignatureState
from engagement.petitions.exceptions import AlreadySigned, NotProven, NotSignable, PetitionRefusal
from engagement.petitions.forms import SigningForm
from engagement.petitions.limits import signature_hit
from engagement.petitions.selectors import last_signature, names_public_until, signature_number, statute_now
from engagement.petitions.services.signing import signature_add, signature_withdraw
from engagement.petitions.views.addresses import petition_link
from engagement.petitions.views.of_address import with_petition
from engagement.petitions.views.resident import for_resident
from engagement.responses import answer

# The page that says why, and its status: closed is gone for good, signed already a conflict with what is there.
REFUSALS: dict[type[PetitionRefusal], tuple[str, int]] = {
    NotProven: ("petitions/sign_unproven", 403),
    AlreadySigned: ("petitions/sign_already", 409),
    NotSignable: ("petitions/sign_closed", 410),
}


@with_petition
@for_resident
def sign(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Check the answer, then sign. What stands in the way is said before anything is asked."""
    resident = _resident(request)
    statute = statute_now()
    form = SigningForm(request.POST if request.method == "POST" else None, statement=statute.eligibility)
    # Of what is complete the service asks the same, and once is enough.
    if not form.is_valid() and (obstacle := _obstacle(petition, resident)):
        return _refused(page, request, petition, obstacle)
    context: dict[str, Any] = {
        "petition": petition,
        "form": form,
        "resident": resident,
        "names_until": names_public_until(petition, statute),
    }
    if request.method != "POST":
        return answer(page, request, "petitions/sign", context)
    if not form.is_valid():
        return answer(page, request, "petitions/sign", context, status=422)
    network = _network(request)
    if not signature_hit(network=network, account=resident.pk):
        return answer(page, request, "petitions/sign", {**context, "too_many": True}, status=429)
    try:
        signature_add(petition=petition, signer=resident, network=network)
    except PetitionRefusal as refusal:
        return _refused(page, request, petition, type(refusal))
    return SeeOther(page.sub_url("signed", request, slug=petition.slug))


@with_petition
@for_resident
def signed(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Thanks, with the signer's number."""
    signature = last_signature(petition, _resident(request))
    if signature is None or not signature.is_valid:
        return SeeOther(page.sub_url("sign", request, slug=petition.slug))
    context = {
        "petition": petition,
        "number": signature_number(signature),
        "link": petition_link(page, petition),
    }
    return answer(page, request, "petitions/signed", context)


@with_petition
@for_resident
def withdraw(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Take the signature back, after having been asked; what remains is said afterwards."""
    resident = _resident(request)
    signature = last_signature(petition, resident)
    context = {"petition": petition, "signature": signature}
    if signature is None or signature.state == SignatureState.WITHDRAWN:
        return answer(page, request, "petitions/withdrawn", context)
    if not petition.is_signable or not signature.is_valid:
        return answer(page, request, "petitions/withdraw_refused", context, status=410)
    if request.method != "POST":
        return answer(page, request, "petitions/withdraw", context)
    if not signature_hit(network=_network(request), account=resident.pk):
        return answer(page, request, "petitions/withdraw", {**context, "too_many": True}, status=429)
    try:
        signature_withdraw(petition=petition, signer=resident)
    except NotSignable:
        return answer(page, request, "petitions/withdraw_refused", context, status=410)
    return SeeOther(request.path)


def _obstacle(petition: Petition, resident: User) -> type[PetitionRefusal] | None:
    """Why ``resident`` could not sign now; the service asks again when it comes to it."""
    if not petition.is_signable:
        return NotSignable
    signature = last_signature(petition, resident)
    if signature and signature.state != SignatureState.WITHDRAWN:
        return AlreadySigned
    return NotProven if proofs_missing(resident) else None


def _refused(
    page: PetitionIndexPage, request: HttpRequest, petition: Petition, refusal: type[PetitionRefusal]
) -> HttpResponse:
    resident = _resident(request)
    signature = last_signature(petition, resident)
    template, status = REFUSALS[refusal]
    context = {
        "petition": petition,
        "missing": proofs_missing(resident),
        "signature": signature,
        "number": signature_number(signature) if signature and signature.is_valid else None,
    }
    return answer(page, request, template, context, status=status)


def _resident(request: HttpRequest) -> User:
    return cast("User", request.user)


def _network(request: HttpRequest) -> str:
    return network_prefix(client_address(request))
