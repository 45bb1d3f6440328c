"""Open data on petitions at addresses that never change: the tables and their passport."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from community.core.pdf.words import community
from engagement.models import OpenDataFile, PetitionIndexPage, PetitionSettings
from engagement.petitions.open_data.passport import FIELDS
from engagement.petitions.open_data.tables import TABLES
from engagement.petitions.services.open_data import open_data_file_refresh

MAX_AGE = 900


@require_safe
def passport(request: HttpRequest) -> HttpResponse:
    """What the tables hold, where it comes from, how often it is refreshed, under which licence."""
    files = [(name, OpenDataFile.objects.filter(name=name).order_by("-pk").first(), FIELDS[name]) for name in TABLES]
    sender = community()
    context = {
        "tables": files,
        "names_are_open": PetitionSettings.load().names_in_open_data,
        "codes_are_missing": not (sender.edrpou and sender.katottg),
        "petitions_page": PetitionIndexPage.objects.live().first(),
    }
    return render(request, "engagement/petitions/open_data.html", context)


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponseBase:
    """A table as it was last made; made now if the schedule has not come to it yet."""
    if name not in TABLES:
        raise Http404(name)
    file = OpenDataFile.objects.filter(name=name).order_by("-pk").first()
    file = file or open_data_file_refresh(table=TABLES[name])
    etag, changed = f'"{file.sha256}"', int(file.made_at.timestamp())
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        response = StreamingHttpResponse(_content(file), content_type="text/csv; charset=utf-8; header=present")
        response["Content-Length"] = str(file.size)
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    # Programs of other sites may read it: that is what it is for.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _content(file: OpenDataFile) -> Iterator[bytes]:
    for place in file.parts.values_list("place", flat=True):
        yield bytes(file.parts.values_list("content", flat=True).get(place=place))
