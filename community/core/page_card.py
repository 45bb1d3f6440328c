"""The picture by which social networks show a page: its own, one drawn from its title, or the coat of arms.

The address of a drawn one holds a digest of all that stands in it: with another title it is another address, so that
networks, which keep a picture for weeks, ask again.
"""

import hashlib
from dataclasses import astuple, dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from community.core.media.renditions import social_url
from community.core.models import BasePage, CommunitySettings
from community.core.social_card import social_card

DIGEST_LENGTH = 16


@dataclass(frozen=True)
class PageCard:
    """All that stands in the drawn picture."""

    community: str
    colour: str
    kind: str
    title: str
    foot: str

    @property
    def digest(self) -> str:
        return hashlib.sha256("\0".join(astuple(self)).encode()).hexdigest()[:DIGEST_LENGTH]

    def png(self) -> bytes:
        return social_card(
            community=self.community, colour=self.colour, kind=self.kind, title=self.title, foot=self.foot
        )


def page_card(page: BasePage, community: CommunitySettings) -> PageCard | None:
    """The card of a page of a type that draws one."""
    kind = str(getattr(page, "card_kind", ""))
    if not (kind and page.pk):
        return None
    return PageCard(community.name, community.brand_colour, kind, page.title, page.card_foot)


def page_card_path(page: BasePage, card: PageCard) -> str:
    return reverse("page_card", args=[page.pk, card.digest])


def shared_picture_url(page: BasePage, community: CommunitySettings) -> str:
    """The whole address of the picture of ``page``; empty where there is none at all."""
    picture = page.get_social_image()
    card = None if picture else page_card(page, community)
    if card:
        return urljoin(settings.SITE_URL, page_card_path(page, card))
    picture = picture or community.coat_of_arms
    return social_url(picture) if picture else ""
