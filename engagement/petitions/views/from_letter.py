"""Where links in letters to signers lead. The token is the whole right: no login, no session is asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from community.core.link_tokens import reference_of
from community.core.responses import SeeOther, private
from engagement.models import AnnulmentObjection, Signature
from engagement.models.signature import SignatureState
from engagement.petitions.exceptions import StepNotPossible
from engagement.petitions.forms import ObjectionForm
from engagement.petitions.link_tokens import Purpose
from engagement.petitions.services.objections import objection_file
from engagement.petitions.services.telling import signer_unsubscribe

METHODS = ["GET", "HEAD", "POST"]


@csrf_exempt
@require_http_methods(METHODS)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, since mail scanners open links; POST by the page or a mail program ends the letters (RFC 8058).

    Without CSRF protection: such a program has no cookie, and whoever knows the token could open the page as well.
    """
    signature = _signature(Purpose.UNSUBSCRIBE, token)
    if signature is None:
        return _page(request, "link_unknown", {}, status=404)
    if request.method == "POST":
        signer_unsubscribe(signature=signature)
        return _page(request, "unsubscribed", {"petition": signature.petition})
    return _page(request, "unsubscribe", {"petition": signature.petition})


@require_http_methods(METHODS)
def objection(request: HttpRequest, token: str) -> HttpResponse:
    """The form in which a signer objects to the annulment of the own signature, and what became of it."""
    signature = _signature(Purpose.OBJECT, token)
    if signature is None:
        return _page(request, "link_unknown", {}, status=404)
    filed = AnnulmentObjection.objects.filter(signature=signature, annulment=signature.annulment_id).first()
    context = {"petition": signature.petition, "signature": signature, "objection": filed}
    if filed or signature.state != SignatureState.ANNULLED:
        return _page(request, "objection_state", context)
    if request.method != "POST":
        return _page(request, "objection_form", {**context, "form": ObjectionForm()})
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _page(request, "objection_form", {**context, "form": form}, status=422)
    try:
        objection_file(signature=signature, text=form.cleaned_data["text"])
    except StepNotPossible as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, "objection_form", {**context, "form": form}, status=409)
    return private(SeeOther(request.path), keep_address=True)


def _signature(purpose: Purpose, token: str) -> Signature | None:
    reference = reference_of(purpose, token)
    signatures = Signature.objects.select_related("petition", "annulment")
    return signatures.filter(reference=reference).first() if reference else None


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, f"engagement/petitions/from_letter/{name}.html", context, status=status)
    return private(response, keep_address=True)
