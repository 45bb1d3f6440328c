from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site, get_page_models

from community.core.page_access import public_only
from community.core.page_cache.recording import depends_on, reading_as

Linked = TypeVar("Linked", bound=Page)


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
    # Pages that every page links to, by their types.
    linked: dict[type[Page], Page] = field(default_factory=dict)


@cache
def _models_that(flag: str) -> list[type[Page]]:
    return [model for model in get_page_models() if getattr(model, flag, False)]


def _types(flag: str) -> dict[int, type[Page]]:
    return {ContentType.objects.get_for_model(model).pk: model for model in _models_that(flag)}


def site_navigation(request: HttpRequest, current: Page | None) -> SiteNavigation:
    """Two levels of the tree under the home page, as far as they are live and public, in one query.

    First-level pages that are not chosen for the menu (privacy, accessibility) are ``beside`` it.
    """
    header_types, linked_types = _types("stands_in_header"), _types("stands_in_frame")
    site = Site.find_for_request(request)
    if site is None:
        return SiteNavigation()
    root = site.root_page
    first, second = root.depth + 1, root.depth + 2
    wanted = Q(depth=first) | Q(depth=second, show_in_menus=True) | Q(content_type__in={*header_types, *linked_types})
    with reading_as("menu"):
        pages = list(public_only(root.get_descendants().filter(wanted).live()).order_by("path"))
    items: dict[str, MenuItem] = {}
    header = []
    linked: dict[type[Page], Page] = {}
    for page in pages:
        item = MenuItem(page, page.title, page.get_url(request), is_within(current, page))
        if page.content_type_id in header_types:
            header.append(item)
        if model := linked_types.get(page.content_type_id):
            linked.setdefault(model, page)
        if page.depth == first:
            items[page.path] = item
        elif page.show_in_menus and page.depth == second and (parent := items.get(page.path[: -Page.steplen])):
            parent.children.append(item)
    in_menu = [item for item in items.values() if item.page.show_in_menus]
    beside = [item for item in items.values() if not item.page.show_in_menus and item not in header]
    return SiteNavigation(in_menu, beside, header, linked)


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


def linked_page(request: HttpRequest | None, model: type[Linked]) -> Linked | None:
    """The page of a type that every page links to, when the menu of this answer has been read."""
    navigation = getattr(request, "_site_navigation", None)
    page = navigation.linked.get(model) if navigation else None
    # Its address is asked for, not its content.
    linked: Linked | None = page.specific_deferred if page else None
    return linked


def _above(page: Page) -> list[Page]:
    known = getattr(page, "pages_above", None)
    return list(page.get_ancestors().order_by("path")) if known is None else known


def _crumbs_read(page: Page | None, request: HttpRequest | None) -> list[Crumb]:
    if page is not None:
        with reading_as():
            ancestors = [ancestor for ancestor in _above(page) if ancestor.live and not ancestor.is_root()]
        depends_on(*(f"page:{ancestor.pk}" for ancestor in ancestors))
    else:
        site = Site.find_for_request(request)
        ancestors = [site.root_page] if site else []
    return [Crumb(ancestor.title, url) for ancestor in ancestors if (url := ancestor.get_url(request))]
