from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from community.core.navigation import Crumb, MenuItem, SiteNavigation, crumbs_to, site_navigation

register = template.Library()


def _page_or_none(value: Any) -> Page | None:
    # Views outside the tree may call something else "page", a page of a paginator for instance.
    return value if isinstance(value, Page) else None


def _navigation(context: Context) -> SiteNavigation:
    """Asked for in the head and in the foot of a page, read once."""
    request = context.get("request")
    if request is None:
        return SiteNavigation()
    if not hasattr(request, "_site_navigation"):
        request._site_navigation = site_navigation(request, _page_or_none(context.get("page")))
    return request._site_navigation


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[MenuItem]:
    """The main menu."""
    return _navigation(context).menu


@register.simple_tag(takes_context=True)
def pages_beside_menu(context: Context) -> list[MenuItem]:
    """Pages right under the home page that the menu leaves out."""
    return _navigation(context).beside


@register.simple_tag(takes_context=True)
def header_pages(context: Context) -> list[MenuItem]:
    """Pages that every page names on top."""
    return _navigation(context).header


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context, page: Any = None) -> list[Crumb]:
    """The way from the home page to ``page``, without the page itself."""
    return crumbs_to(_page_or_none(page), context.get("request"))
