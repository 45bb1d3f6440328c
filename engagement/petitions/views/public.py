"""What everybody may read: the same for all visitors, without a cookie, so that it can be cached whole."""

from django.http import HttpRequest, HttpResponse

from community.core.embed import embed_code, framed
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.progress import petition_progress
from engagement.petitions.selectors import (
    ListFilter,
    deeds_of,
    petitions_page,
    refusals_by_ground,
    signers_page,
    words_clean,
)
from engagement.petitions.views.addresses import EMBED_HEIGHT, petition_link
from engagement.petitions.views.of_address import with_petition
from engagement.responses import answer

# As long as the largest key a database can hold.
KEY_DIGITS = 18


def petition_list(page: PetitionIndexPage, request: HttpRequest) -> HttpResponse:
    """All published petitions, narrowed by state and words."""
    state = request.GET.get("state", "")
    chosen = ListFilter(state) if state in ListFilter.values else None
    words = words_clean(request.GET.get("q", ""))
    context = {
        "filters": ListFilter.choices,
        "chosen": chosen,
        "words": words,
        "page_obj": petitions_page(chosen=chosen, words=words, number=request.GET.get("page", "1")),
        "refusals": refusals_by_ground(),
    }
    response = answer(page, request, "petitions/list", context)
    return _unlisted(response) if words else response


@with_petition
def petition_page(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """One petition, whole."""
    context = {
        **_sheet(page, petition),
        "annulments": petition.annulments.public(),
        "embed_code": embed_code(
            src=petition_link(page, petition, "petition_embed"), title=petition.title, height=EMBED_HEIGHT
        ),
    }
    return answer(page, request, "petitions/petition", context)


@with_petition
def petition_print(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """One petition on paper."""
    return _unlisted(answer(page, request, "petitions/print", _sheet(page, petition)))


@with_petition
def signers(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Names and dates, as the law asks; kept out of search engines."""
    raw = request.GET.get("before", "")
    before = int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= KEY_DIGITS else None
    context = {"petition": petition, "signers": signers_page(petition, before=before), "is_first": before is None}
    return _unlisted(answer(page, request, "petitions/signers", context))


@with_petition
def petition_embed(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """The petition as a card for another site's frame."""
    context = {"petition": petition, "link": petition_link(page, petition)}
    return framed(answer(page, request, "petitions/embed", context))


def _sheet(page: PetitionIndexPage, petition: Petition) -> dict[str, object]:
    return {
        "petition": petition,
        "progress": petition_progress(petition),
        "deeds": deeds_of(petition),
        "link": petition_link(page, petition),
    }


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page out of search engines while people may read it."""
    response["X-Robots-Tag"] = "noindex"
    return response
