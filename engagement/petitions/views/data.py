"""The petition for programs: permanent addresses and names of fields, no personal data but the author's name."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.progress import petition_progress
from engagement.petitions.views.addresses import petition_link
from engagement.petitions.views.of_address import with_petition

# Seconds: the count itself is renewed each few seconds.
FRESH = 15


@with_petition
def petition_json(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Everything public about a petition; the fields are described in docs/features/petitions.md."""
    return _fresh(
        request,
        {
            "number": petition.number,
            "url": petition_link(page, petition),
            "title": petition.title,
            "text": petition.text,
            "author": petition.author_name or None,
            "published_at": petition.published_at,
            "collecting_until": petition.collecting_until,
            "reached_at": petition.reached_at,
            "review_started_at": petition.review_started_at,
            "answered_at": petition.answered_at,
            "decision": petition.decision or None,
            **_count(petition),
        },
    )


@with_petition
def count_json(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Numbers alone, for a counter elsewhere."""
    return _fresh(request, _count(petition))


def _count(petition: Petition) -> dict[str, Any]:
    progress = petition_progress(petition)
    return {
        "stage": progress.stage.value,
        "signatures": progress.valid,
        "annulled": progress.annulled,
        "threshold": progress.threshold,
        "counted_at": petition.count.counted_at,
        "is_open": progress.is_signable,
    }


def _fresh(request: HttpRequest, fields: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(fields, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    # Any site may read what is public; a browser asks for this.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=FRESH)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
