"""The petition for programs: permanent addresses and names of fields, no personal data but the author's name."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from community.core.responses import open_json
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.progress import petition_progress
from engagement.petitions.views.addresses import petition_link
from engagement.petitions.views.of_address import with_petition


@with_petition
def petition_json(page: PetitionIndexPage, request: HttpRequest, petition: Petition) -> HttpResponse:
    """Everything public about a petition; the fields are described in docs/features/petitions.md."""
    return open_json(
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
    return open_json(request, _count(petition))


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
