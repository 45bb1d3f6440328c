"""Whole addresses of a poll, for what is copied, shared, printed or read by programs."""

from urllib.parse import urljoin

from django.conf import settings

from engagement.models import Poll, PollIndexPage

# Pixels of a frame that cannot tell its height.
EMBED_HEIGHT = 480


def public_link(poll: Poll) -> str:
    """The whole address of the poll's page; the site's own while the tree has no page for polls."""
    return urljoin(settings.SITE_URL, poll.get_url() or "/")


def poll_link(page: PollIndexPage, poll: Poll, name: str = "poll", **parts: str) -> str:
    """An address of ``poll`` below ``page``, with the site's host."""
    return urljoin(settings.SITE_URL, page.sub_url(name, None, slug=poll.slug, **parts))


def short_link(page: PollIndexPage, poll: Poll) -> str:
    """The address that people can type and cameras read from afar: it has the number alone, and leads to the page."""
    return urljoin(settings.SITE_URL, page.sub_url("poll_short", number=poll.pk))
