"""What letters with news tell, read at the moment they leave: no page that was withdrawn meanwhile goes out."""

from dataclasses import dataclass
from typing import Any

from django import template

from news.digest.selectors import PageIds, pages_to_read

register = template.Library()
KEPT = "digest_pages"


@dataclass(frozen=True)
class Digest:
    """The pages of a letter by their kind."""

    groups: dict[str, list[Any]]

    @property
    def count(self) -> int:
        return sum(len(pages) for pages in self.groups.values())

    @property
    def titles(self) -> list[str]:
        """What the letter begins with, for the line that mail programs show beside its subject."""
        return [page.title for pages in self.groups.values() for page in pages][:3]


@register.simple_tag(takes_context=True)
def digest_pages(context: template.Context, pages: PageIds) -> Digest:
    """The pages of the letter that may still be read; asked for once, however many parts of a template want them."""
    if KEPT not in context.render_context:
        context.render_context[KEPT] = Digest(pages_to_read(pages))
    kept: Digest = context.render_context[KEPT]
    return kept
