from dataclasses import dataclass, field
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site, get_page_models

from community.core.page_access import public_only
from community.core.page_cache.recording import depends_on, reading_as


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


@dataclass(frozen=True)
class SiteNavigation:
    """What leads through the site: the menu, pages beside it that the foot names, pages on top of every page."""

    menu: list[MenuItem] = field(default_factory=list)
    beside: list[MenuItem] = field(default_factory=list)
    header: list[MenuItem] = field(default_factory=list)


@cache
def _header_models() -> list[type[Page]]:
    return [model for model in get_page_models() if getattr(model, "stands_in_header", False)]


def site_navigation(request: HttpRequest, current: Page | None) -> SiteNavigation:
    """Two levels of the tree under the home page, as far as they are live and public, in one query.

    First-level pages that are not chosen for the menu (privacy, accessibility) are ``beside`` it.
    """
    header_types = {ContentType.objects.get_for_model(model).pk for model in _header_models()}
    site = Site.find_for_request(request)
    if site is None:
        return SiteNavigation()
    root = site.root_page
    first, second = root.depth + 1, root.depth + 2
    wanted = Q(depth=first) | Q(depth=second, show_in_menus=True) | Q(content_type__in=header_types)
    with reading_as("menu"):
        pages = list(public_only(root.get_descendants().filter(wanted).live()).order_by("path"))
    items: dict[str, MenuItem] = {}
    header = []
    for page in pages:
        item = MenuItem(page, page.title, page.get_url(request), is_within(current, page))
        if page.content_type_id in header_types:
            header.append(item)
        if page.depth == first:
            items[page.path] = item
        elif page.show_in_menus and page.depth == second and (parent := items.get(page.path[: -Page.steplen])):
            parent.children.append(item)
    in_menu = [item for item in items.values() if item.page.show_in_menus]
    beside = [item for item in items.values() if not item.page.show_in_menus and item not in header]
    return SiteNavigation(in_menu, beside, header)


def is_within(current: Page | None, section: Page) -> bool:
    """Whether ``current`` is ``section`` or lies under it."""
    return current is not None and bool(current.path) and current.path.startswith(section.path)


def crumbs_to(page: Page | None, request: HttpRequest | None) -> list[Crumb]:
    """The published pages above ``page``, home first; only home where a view shows something outside the tree.

    Said twice on a page, to people and to programs, read once.
    """
    kept = request.__dict__.setdefault("_crumbs", {}) if request else {}
    path = page.path if page is not None else ""
    if path not in kept:
        kept[path] = _crumbs_read(page, request)
    return kept[path]


def _crumbs_read(page: Page | None, request: HttpRequest | None) -> list[Crumb]:
    if page is not None:
        with reading_as():
            found = page.get_ancestors().live().order_by("path")
            ancestors = [ancestor for ancestor in found if not ancestor.is_root()]
        depends_on(*(f"page:{ancestor.pk}" for ancestor in ancestors))
    else:
        site = Site.find_for_request(request)
        ancestors = [site.root_page] if site else []
    return [Crumb(ancestor.title, url) for ancestor in ancestors if (url := ancestor.get_url(request))]
