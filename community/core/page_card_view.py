from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from community.core.models import CommunitySettings
from community.core.page_access import public_only
from community.core.page_card import page_card, page_card_path
from community.core.responses import drawn_file


@require_safe
def page_card_picture(request: HttpRequest, page_id: str, digest: str) -> HttpResponseBase:
    """The drawn picture of a public page; an address of another title leads to today's, and nothing is drawn for it."""
    page = get_object_or_404(public_only(Page.objects.live()), pk=page_id).specific
    card = page_card(page, CommunitySettings.for_request(request))
    if card is None:
        raise Http404
    if digest != card.digest:
        return redirect(page_card_path(page, card))
    response: HttpResponse = drawn_file(
        request, shown=digest, draw=card.png, content_type="image/png", file_name=f"kartka-{page_id}.png"
    )
    return response
