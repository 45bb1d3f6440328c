from dataclasses import dataclass, field

from django.http import HttpRequest
from wagtail.models import Page, Site

from community.core.page_access import public_only


@dataclass
class MenuItem:
    """A page in the menu; ``active`` if the visitor is on it or under it."""

    page: Page
    title: str
    url: str
    active: bool = False
    children: list["MenuItem"] = field(default_factory=list)


@dataclass(frozen=True)
class Crumb:
    """A step from the home page down to the page shown."""

    title: str
    url: str


def menu_items(request: HttpRequest, current: Page | None) -> list[MenuItem]:
    """Two levels of the tree under the home page, as far as they are live, public and chosen for the menu."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    root = site.root_page
    levels = (root.depth + 1, root.depth + 2)
    pages = public_only(root.get_descendants().filter(depth__in=levels).live().in_menu()).order_by("path")
    items: dict[str, MenuItem] = {}
    for page in pages:
        item = MenuItem(page, page.title, page.get_url(request), is_within(current, page))
        if page.depth == levels[0]:
            items[page.path] = item
        elif parent := items.get(page.path[: -Page.steplen]):
            parent.children.append(item)
    return list(items.values())


def is_within(current: Page | None, section: Page) -> bool:
    """Whether ``current`` is ``section`` or lies under it."""
    return current is not None and bool(current.path) and current.path.startswith(section.path)


def crumbs_to(page: Page | None, request: HttpRequest | None) -> list[Crumb]:
    """The published pages above ``page``, home first; only home where a view shows something outside the tree."""
    if page is not None:
        ancestors = [ancestor for ancestor in page.get_ancestors().live().order_by("path") if not ancestor.is_root()]
    else:
        site = Site.find_for_request(request)
        ancestors = [site.root_page] if site else []
    return [Crumb(ancestor.title, url) for ancestor in ancestors if (url := ancestor.get_url(request))]
