"""Whole addresses, for what is copied, shared or read by programs."""

from urllib.parse import urljoin

from engagement.models import Petition, PetitionIndexPage

# Pixels of a frame that cannot tell its height.
EMBED_HEIGHT = 320


def petition_link(page: PetitionIndexPage, petition: Petition, name: str = "petition") -> str:
    """The address of ``petition`` below ``page``, with its host."""
    return urljoin(page.full_url or "", page.sub_url(name, slug=petition.slug))
