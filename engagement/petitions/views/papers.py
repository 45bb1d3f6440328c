"""What anybody may print: the poster and the QR code. The same for everybody, so caches may keep both."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control

from community.core.pdf.qr import qr_svg
from community.core.pdf.words import community
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.papers.layout import short_link
from engagement.petitions.papers.poster import poster_pdf
from engagement.petitions.views.of_address import with_petition
from engagement.responses import answer

HOUR = 3600


@with_petition
def poster(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """The A4 poster of a petition that can be signed; there is nothing to invite to afterwards."""
    if not petition.is_signable:
        return answer(page, request, "petitions/unknown", {}, status=404)
    etag = _etag(petition)
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return _cacheable(unchanged)
    with translation.override(settings.LANGUAGE_CODE):
        content = cache.get_or_set(f"petition-poster:{etag}", lambda: poster_pdf(petition), HOUR)
    headers = {"Content-Disposition": f'inline; filename="plakat-{petition.number}.pdf"', "ETag": etag}
    return _cacheable(HttpResponse(content, content_type="application/pdf", headers=headers))


@with_petition
def qr(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """The QR code of the petition's address, as a picture of any size."""
    return _cacheable(HttpResponse(qr_svg(short_link(petition), petition.title), content_type="image/svg+xml"))


def short(page: PetitionIndexPage, request: HttpRequest, number: int) -> HttpResponse:
    """From the number, as it stands on paper, to the petition’s page; what is not public is as if it were not there."""
    petition = Petition.objects.published().filter(number=number).first()
    if petition is None:
        return answer(page, request, "petitions/unknown", {}, status=404)
    return HttpResponseRedirect(page.petition_url(petition.slug or "", request))


def _etag(petition: Petition) -> str:
    """Changes with whatever stands on the poster; number, title and term of a published petition never do."""
    sender = community()
    shown = f"{petition.pk}|{sender.name}|{sender.brand_colour}|{short_link(petition)}"
    return f'"{hashlib.sha256(shown.encode()).hexdigest()[:32]}"'


def _cacheable(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=HOUR)
    return response
