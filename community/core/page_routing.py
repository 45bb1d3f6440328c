"""From an address to a page in two queries, however deep it lies; Wagtail asks twice at every step.

What is read on the way is kept: whether anything above is private, and the way itself, which the page shows. Where
somebody's own page is asked for, the next request does not even ask (``page_cache.places``).
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from community.core.models import BasePage
from community.core.page_cache.making import making
from community.core.page_cache.places import kept_place, place_keep, places_are_kept

# Deeper than any tree that people find their way in; what is left of a longer address is asked step by step.
STEPS = 12


def page_serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's view of every page, told beforehand which page it is."""
    request._wagtail_route_for_request = page_route(request, path)  # type: ignore[attr-defined]
    response: HttpResponseBase = serve(request, path)
    return response


def page_route(request: HttpRequest, path: str) -> RouteResult | None:
    """The same answer as ``Page.route_for_request``."""
    components = _components(path)
    if places_are_kept(components):
        return _route_by_places(request, components)
    site = Site.find_for_request(request)
    return None if site is None else _route_from(request, site.root_page, components)


def route_below(request: HttpRequest, top: Page, path: str) -> RouteResult | None:
    """What ``path`` means below the page ``top``."""
    return _route_from(request, top, _components(path))


def _components(path: str) -> list[str]:
    return [component for component in path.split("/") if component]


def _route_from(request: HttpRequest, top: Page, components: Sequence[str]) -> RouteResult | None:
    way = _way(top, components)
    return _routed(request, way[-1] if way else top.specific, components[max(len(way) - 1, 0) :])


def _routed(request: HttpRequest, page: Page, left: Sequence[str]) -> RouteResult | None:
    try:
        route: RouteResult = page.route(request, list(left))
    except Http404:
        return None
    return route


def _route_by_places(request: HttpRequest, components: Sequence[str]) -> RouteResult | None:
    """The longest beginning of the address whose page is known, if nothing but that page decides about the rest."""
    for length in range(len(components), -1, -1):
        place = kept_place(request, components[:length])
        if place and (length == len(components) or not _leads_on(place[1])):
            request._wagtail_site, page = place  # type: ignore[attr-defined]
            return _routed(request, page, components[length:])
    return _route_looked_up(request, components)


def _route_looked_up(request: HttpRequest, components: Sequence[str]) -> RouteResult | None:
    with making() as looked_up:
        site = Site.find_for_request(request)
        way = _way(site.root_page, components) if site else []
    if site is None or not way:
        return None
    page, steps = way[-1], components[: len(way) - 1]
    if page.live and (len(steps) == len(components) or not _leads_on(page)):
        place_keep(request, steps, site, way, looked_up)
    return _routed(request, page, components[len(steps) :])


def _way(root: Page, components: Sequence[str]) -> list[Page]:
    """The pages from ``root`` down as far as the address leads by pages alone; the last one of its own type."""
    steps = enumerate(components[:STEPS], start=root.depth + 1)
    wanted = reduce(or_, (Q(depth=depth, slug=slug) for depth, slug in steps), Q(pk=root.pk))
    restricted = Exists(PageViewRestriction.objects.filter(page=OuterRef("pk")))
    named = Page.objects.filter(wanted, path__startswith=root.path).annotate(is_restricted=restricted)
    found = {(page.path[: -Page.steplen], page.slug): page for page in named}
    above = found.get((root.path[: -Page.steplen], root.slug))
    way = []
    while above is not None:
        way.append(above)
        following = components[len(way) - 1 : len(way)]
        below = found.get((above.path, following[0])) if following and _leads_on(above) else None
        if below is not None:
            below._cached_parent_obj = above
            # While a branch is being renamed, what is written below it may still be its former address.
            below.url_path = f"{above.url_path}{below.slug}/"
        above = below
    if way:
        way[-1] = _of_its_type(way)
    return way


def _leads_on(page: Page) -> bool:
    """Whether a page below is found before anything that the page's own class makes of the address."""
    model = page.specific_class
    return model is not None and (model.route is Page.route or getattr(model, "pages_before_views", False))


def _of_its_type(way: Sequence[Page]) -> Page:
    """The last page of ``way`` with all that it shows, in as few queries as its type knows how."""
    *above, last = way
    model = last.specific_class
    pages = model.objects.all() if model else Page.objects.all()
    page = getattr(pages, "for_reading", pages.all)().get(pk=last.pk)
    page.url_path = last.url_path
    if above:
        page._cached_parent_obj = above[-1]
    if isinstance(page, BasePage):
        page.pages_above = above
        page.is_open = not any(step.is_restricted or step.alias_of_id for step in way)
    return page
