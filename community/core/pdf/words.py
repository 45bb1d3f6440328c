"""How documents write what they take from the site: numbers, rich text, the name of the community."""

from html import unescape

from django.utils.formats import number_format
from django.utils.html import strip_tags
from wagtail.models import Site

from community.core.models import CommunitySettings

BLOCK_ENDS = ("</p>", "</li>", "<br/>", "<br>")


def community() -> CommunitySettings:
    """The settings of the site that documents speak for."""
    sender: CommunitySettings = CommunitySettings.for_site(Site.objects.get(is_default_site=True))
    return sender


def grouped(number: int) -> str:
    """A number as people write it: «10 000»."""
    return number_format(number, force_grouping=True)


def plain(rich_text: str) -> str:
    """Rich text as lines of plain text."""
    for end in BLOCK_ENDS:
        rich_text = rich_text.replace(end, end + "\n")
    return unescape(strip_tags(rich_text)).strip()
