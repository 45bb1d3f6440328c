"""A poll on another site, by its address alone."""

from django.http import HttpRequest

from community.core.oembed import EmbeddableCard, register_oembed, slug_below
from engagement.models import Poll, PollIndexPage
from engagement.polls.addresses import EMBED_HEIGHT, poll_link


def poll_card(request: HttpRequest, path: str) -> EmbeddableCard | None:
    """The card of the published poll at ``path``."""
    page = PollIndexPage.objects.live().first()
    slug = slug_below(page, request, path)
    poll = Poll.objects.visible().filter(slug=slug).first() if slug else None
    if page is None or poll is None:
        return None
    return EmbeddableCard(
        title=poll.question,
        src=poll_link(page, poll, "poll_embed"),
        height=EMBED_HEIGHT,
        thumbnail=poll_link(page, poll, "poll_picture"),
    )


register_oembed(poll_card)
