"""What anybody may print: the poster and the QR code. The same for everybody, so caches may keep both."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from community.core.pdf.qr import qr_svg
from community.core.pdf.words import community
from community.core.responses import drawn_file, kept_an_hour
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.papers.layout import short_link
from engagement.petitions.papers.poster import poster_pdf
from engagement.petitions.views.of_address import with_petition
from engagement.responses import answer


@with_petition
def poster(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """The A4 poster of a petition that can be signed; there is nothing to invite to afterwards."""
    if not petition.is_signable:
        return answer(page, request, "petitions/unknown", {}, status=404)
    return drawn_file(
        request,
        shown=_shown(petition),
        draw=lambda: poster_pdf(petition),
        content_type="application/pdf",
        file_name=f"plakat-{petition.number}.pdf",
    )


@with_petition
def qr(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """The QR code of the petition's address, as a picture of any size."""
    return kept_an_hour(HttpResponse(qr_svg(short_link(petition), petition.title), content_type="image/svg+xml"))


def short(page: PetitionIndexPage, request: HttpRequest, number: int) -> HttpResponse:
    """From the number, as it stands on paper, to the petition’s page; what is not public is as if it were not there."""
    petition = Petition.objects.published().filter(number=number).first()
    if petition is None:
        return answer(page, request, "petitions/unknown", {}, status=404)
    return HttpResponseRedirect(page.petition_url(petition.slug or "", request))


def _shown(petition: Petition) -> str:
    """Whatever of the poster may change; number, title and term of a published petition never do."""
    sender = community()
    return f"{petition.pk}|{sender.name}|{sender.brand_colour}|{short_link(petition)}"
