from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from wagtail.models import Page, Site

from community.core.models import BasePage, CommunitySettings
from community.core.navigation import crumbs_to
from community.core.page_card import shared_picture_url
from community.core.structured_data import breadcrumbs_data, ld_json

register = template.Library()


@register.simple_tag(takes_context=True)
def shared_picture(context: Context, page: Any) -> str:
    """The address of the picture by which social networks show ``page``."""
    request = context.get("request")
    if request is None or not isinstance(page, BasePage):
        return ""
    return shared_picture_url(page, CommunitySettings.for_request(request))


@register.inclusion_tag("components/structured_data.html", takes_context=True)
def structured_data(context: Context, page: Any) -> dict[str, Any]:
    """What ``page`` tells programs, at its own address only: below it something else may be shown."""
    request = context.get("request")
    if request is None or not isinstance(page, BasePage) or page.get_url(request) != request.path:
        return {"parts": []}
    return {"parts": [ld_json(part) for part in [*page.structured_data(request), *_way(page, request)]]}


def _way(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    site = Site.find_for_request(request)
    # The front page stands under nothing, and asks for nothing.
    crumbs = [] if site and site.root_page_id == page.pk else crumbs_to(page, request)
    return [breadcrumbs_data(crumbs, page.title, request.path)] if crumbs else []
