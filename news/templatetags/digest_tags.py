"""What letters with news tell, read at the moment they leave: no page that was withdrawn meanwhile goes out."""

from dataclasses import dataclass
from typing import Any

from django import template

from news.digest.selectors import PageIds, pages_to_read

register = template.Library()
KEPT = "digest_pages"
# Of each kind; longer letters nobody reads, and mail programs cut them. The others are counted.
LONGEST = 30


@dataclass(frozen=True)
class Digest:
    """The pages of a letter by their kind."""

    pages: dict[str, list[Any]]

    @property
    def groups(self) -> dict[str, list[Any]]:
        """As much of each kind as a letter holds."""
        return {kind: pages[:LONGEST] for kind, pages in self.pages.items()}

    @property
    def count(self) -> int:
        return sum(len(pages) for pages in self.pages.values())

    @property
    def left_out(self) -> int:
        """How many pages wait on the site for whoever wants more."""
        return self.count - sum(len(pages) for pages in self.groups.values())

    @property
    def titles(self) -> list[str]:
        """What the letter begins with, for the line that mail programs show beside its subject."""
        return [page.title for pages in self.pages.values() for page in pages][:3]


@register.simple_tag(takes_context=True)
def digest_pages(context: template.Context, pages: PageIds) -> Digest:
    """The pages of the letter that may still be read; asked for once, however many parts of a template want them."""
    if KEPT not in context.render_context:
        context.render_context[KEPT] = Digest(pages_to_read(pages))
    kept: Digest = context.render_context[KEPT]
    return kept
