from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from community.core.navigation import Crumb, MenuItem, crumbs_to, menu_items

register = template.Library()


def _page_or_none(value: Any) -> Page | None:
    # Views outside the tree may call something else "page", a page of a paginator for instance.
    return value if isinstance(value, Page) else None


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[MenuItem]:
    """The main menu; asked for in the head and in the foot of a page, read once."""
    request = context.get("request")
    if request is None:
        return []
    if not hasattr(request, "_main_menu"):
        request._main_menu = menu_items(request, _page_or_none(context.get("page")))
    return request._main_menu


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context, page: Any = None) -> list[Crumb]:
    """The way from the home page to ``page``, without the page itself."""
    return crumbs_to(_page_or_none(page), context.get("request"))
