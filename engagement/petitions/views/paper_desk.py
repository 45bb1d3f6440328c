"""Documents with people’s names, for staff with rights; each download stands in the petition’s history."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from community.accounts.models import User
from community.core.responses import private
from engagement.models import Petition, PetitionPaper
from engagement.petitions.exceptions import PetitionRefusal
from engagement.petitions.rights import MAKES_PAPERS, READS_PAPERS
from engagement.petitions.services.papers import dossier_make

DOWNLOADED = "community.paper_download"


@require_POST
def dossier(request: HttpRequest, petition_id: int) -> HttpResponse:
    """Make the dossier as of now and go back to the petition."""
    actor = _staff(request, MAKES_PAPERS)
    petition = get_object_or_404(Petition, pk=petition_id)
    try:
        dossier_make(petition=petition, actor=actor)
        messages.success(request, _("The dossier is made: download it below."))
    except PetitionRefusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("petition_desk:inspect", petition_id)


@require_safe
def download(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Hand out a document; who took it is written down before its first byte leaves."""
    reader = _staff(request, READS_PAPERS)
    paper = get_object_or_404(PetitionPaper.objects.select_related("petition"), pk=paper_id)
    if paper.content is None:
        raise Http404(_("This document was erased at the end of its term."))
    data = {"kind": paper.kind, "made_at": paper.made_at.isoformat(), "sha256": paper.sha256}
    log(paper.petition, DOWNLOADED, user=reader, data=data)
    headers = {"Content-Disposition": f'attachment; filename="{paper.file_name}"'}
    return private(HttpResponse(bytes(paper.content), content_type="application/pdf", headers=headers))


def _staff(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
