from django import template

from community.core.oembed import oembed_address

register = template.Library()


@register.inclusion_tag("components/oembed_links.html")
def oembed_links(link: str, title: str) -> dict[str, str]:
    """How another site finds out that the page at ``link`` can be shown there."""
    return {"json": oembed_address(link, "json"), "xml": oembed_address(link, "xml"), "title": title}
