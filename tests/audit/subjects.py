"""What the site must show: asked in its own process, so that its models and its resolver say it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, Site, get_page_models

from community.core.page_routing import page_serve
from community.core.routing import SubURLConfMixin
from engagement.models import Petition, PetitionIndexPage, Poll, PollIndexPage
from home.models import ActPage, FormPage, HomePage
from news.models import NewsPage


def subjects() -> dict[str, Any]:
    """Addresses that together show every type of page and every block, what none shows, and the names of all routes."""
    shown = shown_by_address()
    wanted = {*page_types(), *blocks()}
    chosen = list(fewest(shown, wanted))
    return {
        "pages": [[address, sorted(new)] for address, new in chosen],
        "missing": sorted(wanted.difference(*(new for _address, new in chosen))),
        "routes": sorted(route_names()),
        "forms": forms(),
        "framed": framed(),
        "measured": measured(),
    }


def page_types() -> set[str]:
    return {model._meta.label for model in own_models()}


def own_models() -> list[type[Page]]:
    """Types that an editor can make: not Wagtail's own, not abstract ones."""
    return [model for model in get_page_models() if model is not Page and model.is_creatable]


def blocks() -> set[str]:
    """Every block that a field of a page can hold, as ``block.quote``."""
    return {
        f"block.{name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for name in field.stream_block.child_blocks
    }


def shown_by_address() -> dict[str, set[str]]:
    """What each page that anybody may open shows."""
    shown: dict[str, set[str]] = defaultdict(set)
    for page in Page.objects.live().public().specific().order_by("path"):
        if address := page.get_url():
            shown[address] = {page._meta.label, *blocks_of(page)}
    return shown


def blocks_of(page: Page) -> Iterator[str]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value: StreamValue = getattr(page, field.name)
            yield from (f"block.{child.block_type}" for child in value)


def fewest(shown: dict[str, set[str]], wanted: Iterable[str]) -> Iterator[tuple[str, set[str]]]:
    """Pages chosen one after another, each showing the most of what is still to be seen."""
    left = set(wanted)
    while left:
        address = max(shown, key=lambda one: len(shown[one] & left))
        new = shown[address] & left
        if not new:
            return
        yield address, new
        left -= new


def route_names() -> Iterator[str]:
    """Names of all addresses that are not the admin's: of the resolver, and below pages, with the type of page."""
    yield from (name for name, prefix in walk(get_resolver().url_patterns) if not prefix.startswith("admin/"))
    for model in own_models():
        if issubclass(model, SubURLConfMixin):
            yield from (f"{model._meta.label}:{pattern.name}" for pattern in model.get_subpage_urls())


def walk(patterns: Any, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    for entry in patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry.url_patterns, path, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", path


def forms() -> list[str]:
    """The forms that editors made."""
    return [page.get_url() for page in FormPage.objects.live().public()]


def framed() -> list[str]:
    """A list of news, an article, a poll and a petition, as other sites frame them."""
    article = NewsPage.objects.live().order_by("pk")[0]
    return [
        reverse("news:embed_list", args=[article.get_parent().pk]),
        reverse("news:embed", args=[article.pk]),
        *polls_and_petitions("poll_embed", "petition_embed"),
    ]


def measured() -> dict[str, str]:
    """The kinds of pages that residents open most."""
    article = NewsPage.objects.live().order_by("-published_at")[0]
    poll, petition = polls_and_petitions("poll", "petition")
    return {
        "головна": HomePage.objects.live()[0].get_url(),
        "список новин": article.get_parent().get_url(),
        "новина": article.get_url(),
        "опитування": poll,
        "петиція": petition,
        "документ": ActPage.objects.live()[0].get_url(),
    }


def polls_and_petitions(poll_route: str, petition_route: str) -> tuple[str, str]:
    """These addresses of a poll one can vote in and of a petition one can sign."""
    polls, petitions = PollIndexPage.objects.live()[0], PetitionIndexPage.objects.live()[0]
    poll, petition = Poll.objects.running()[0], Petition.objects.collecting()[0]
    return polls.sub_url(poll_route, slug=poll.slug), petitions.sub_url(petition_route, slug=petition.slug)


def routes_of(paths: Iterable[str]) -> list[str]:
    """The names of the addresses that answer ``paths``."""
    root = Site.objects.get(is_default_site=True).root_page
    return sorted({name for path in paths if (name := route_of(path, root))})


def route_of(path: str, root: Page) -> str:
    try:
        match = get_resolver().resolve(path)
    except Resolver404:
        return ""
    if match.func is not page_serve:
        return match.view_name
    page, rest = root, [part for part in path.split("/") if part]
    while rest and (child := page.get_children().filter(slug=rest[0]).first()):
        page, rest = child, rest[1:]
    model = page.specific_class
    if not issubclass(model, SubURLConfMixin):
        return "wagtail_serve"
    below = URLResolver(RegexPattern(r"^"), model.get_subpage_urls())
    try:
        return f"{model._meta.label}:{below.resolve('/'.join([*rest, '']) if rest else '').url_name}"
    except Resolver404:
        return ""
