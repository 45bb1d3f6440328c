from typing import Any
from xml.etree import ElementTree as ET  # nosec B405 # writes XML, reads none

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from community.core.embed import frame_html
from community.core.exports.cells import clean_text
from community.core.models import CommunitySettings
from community.core.oembed import WIDTH, EmbeddableCard, OEmbedPrivate, card_of

HOUR = 3600
FORMATS = ("json", "xml")
THUMBNAIL = (1200, 630)
# As many digits as a size in pixels can have.
SIZE_DIGITS = 5


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Say how a page of this site is shown on another; the statuses are those of the specification."""
    response = _answer(request)
    # Asked by scripts of other sites; there is nothing here that is not public.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=HOUR)
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return HttpResponse(status=501)
    limits = [_limit(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")]
    if 0 in limits or not request.GET.get("url"):
        return HttpResponse(status=400)
    try:
        card = card_of(request, request.GET["url"])
    except OEmbedPrivate:
        return HttpResponse(status=401)
    if card is None:
        return HttpResponse(status=404)
    values = _values(request, card, *limits)
    if form == "json":
        return JsonResponse(values)
    return HttpResponse(_xml(values), content_type="text/xml; charset=utf-8")


def _limit(raw: str) -> int | None:
    """The number, ``None`` for no limit, 0 for nonsense."""
    if not raw:
        return None
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= SIZE_DIGITS else 0


def _values(
    request: HttpRequest, card: EmbeddableCard, max_width: int | None, max_height: int | None
) -> dict[str, Any]:
    width, height = min(WIDTH, max_width or WIDTH), min(card.height, max_height or card.height)
    values = {
        "type": "rich",
        "version": "1.0",
        "title": clean_text(card.title),
        "provider_name": CommunitySettings.for_request(request).name,
        "provider_url": settings.SITE_URL,
        "cache_age": HOUR,
        "html": frame_html(src=card.src, title=clean_text(card.title), width=width, height=height),
        "width": width,
        "height": height,
    }
    fits = THUMBNAIL[0] <= (max_width or THUMBNAIL[0]) and THUMBNAIL[1] <= (max_height or THUMBNAIL[1])
    if card.thumbnail and fits:
        values |= {
            "thumbnail_url": card.thumbnail,
            "thumbnail_width": THUMBNAIL[0],
            "thumbnail_height": THUMBNAIL[1],
        }
    return values


def _xml(values: dict[str, Any]) -> bytes:
    root = ET.Element("oembed")
    for name, value in values.items():
        ET.SubElement(root, name).text = str(value)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
