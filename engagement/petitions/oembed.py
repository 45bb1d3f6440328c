"""A petition on another site, by its address alone."""

from django.http import HttpRequest

from community.core.oembed import EmbeddableCard, register_oembed, slug_below
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.views.addresses import EMBED_HEIGHT, petition_link


def petition_card(request: HttpRequest, path: str) -> EmbeddableCard | None:
    """The card of the published petition at ``path``."""
    page = PetitionIndexPage.objects.live().first()
    slug = slug_below(page, request, path)
    petition = Petition.objects.published().filter(slug=slug).first() if slug else None
    if page is None or petition is None:
        return None
    return EmbeddableCard(
        title=petition.title, src=petition_link(page, petition, "petition_embed"), height=EMBED_HEIGHT
    )


register_oembed(petition_card)
