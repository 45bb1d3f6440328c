"""oEmbed 1.0 (https://oembed.com): a site that meets one of our addresses asks here how to show it.

Which addresses can be shown, every app says itself: empty here, filled in each owner's ``AppConfig.ready``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

MAX_ADDRESS = 2000
WIDTH = 600
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,255}")


class OEmbedPrivate(Exception):  # noqa: N818 - reads as what it says
    """The page is there, but not for everybody."""


@dataclass(frozen=True)
class EmbeddableCard:
    """What another site may show of a page: the address to put in a frame, and how high it is."""

    title: str
    src: str
    height: int
    # A picture of 1200 × 630, if there is one.
    thumbnail: str = ""


OEmbedProvider = Callable[[HttpRequest, str], EmbeddableCard | None]
_providers: list[OEmbedProvider] = []


def register_oembed(provider: OEmbedProvider) -> None:
    """Add a provider. It gets a path of this site and answers ``None`` for what is not its own.

    It may raise ``OEmbedPrivate``.
    """
    if provider not in _providers:
        _providers.append(provider)


def card_of(request: HttpRequest, url: str) -> EmbeddableCard | None:
    """The card of the page at ``url``, if it is one of ours. Raises ``OEmbedPrivate``."""
    path = _own_path(request, url)
    cards = (provider(request, path) for provider in _providers) if path else iter(())
    return next((card for card in cards if card), None)


def slug_below(index: Page | None, request: HttpRequest, path: str) -> str:
    """The slug in ``path`` if it is an address right below ``index``, else nothing. Raises ``OEmbedPrivate``."""
    base = index.get_url(request) if index else None
    if not (index and base and path.startswith(base)):
        return ""
    slug = path.removeprefix(base).removesuffix("/")
    if not SLUG.fullmatch(slug):
        return ""
    if index.get_view_restrictions().exists():
        raise OEmbedPrivate
    return slug


def oembed_address(link: str, form: str) -> str:
    """Where one asks about ``link``: for the head of a page."""
    return f"{urljoin(settings.SITE_URL, reverse('oembed'))}?{urlencode({'url': link, 'format': form})}"


def _own_path(request: HttpRequest, url: str) -> str:
    """The path of ``url``; empty unless it is an address of this site."""
    if len(url) > MAX_ADDRESS or "\0" in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    own = parts.netloc in {urlsplit(settings.SITE_URL).netloc, request.get_host()}
    return parts.path if own and parts.scheme in {"http", "https"} else ""
