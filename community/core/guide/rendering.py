"""Markdown of the guide as HTML. Links between files become addresses of the admin, headings can be linked to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from community.core.guide.shelf import PICTURES, GuidePage, guide_page_at

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


class Heading(NamedTuple):
    """A line of the list of contents of a page."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Rendered:
    html: SafeString
    headings: list[Heading]


def page_render(page: GuidePage) -> Rendered:
    """The body of ``page``, and its headings of the second level."""
    tokens = MARKDOWN.parse(page.body)
    headings = []
    for opening, inside in headings_of(tokens):
        anchor = anchor_of(inside.content)
        opening.attrSet("id", anchor)
        if opening.tag == "h2":
            headings.append(Heading(anchor, inside.content))
    for token in inline(tokens):
        if token.type == "link_open":
            token.attrSet("href", admin_address(page, str(token.attrs["href"])))
        elif token.type == "image":
            token.attrSet("src", picture_address(page, str(token.attrs["src"])))
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return Rendered(mark_safe(html), headings)  # noqa: S308 - our own files, and raw HTML in them stays text


def headings_of(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Each heading: its opening, and the text in it."""
    return ((token, tokens[place + 1]) for place, token in enumerate(tokens) if token.type == "heading_open")


def inline(tokens: list[Token]) -> Iterator[Token]:
    """What stands in the lines of text: links, pictures, emphasis."""
    return (child for token in tokens for child in token.children or ())


def anchor_of(heading: str) -> str:
    """The anchor of a heading, as sites of repositories make it: so a link to a part works there and here."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def admin_address(page: GuidePage, link: str) -> str:
    """Where a link of ``page`` leads in the admin. Raises ``ValueError`` when it leads off the guide."""
    file, sign, anchor = link.partition("#")
    if not file:
        return link
    target = guide_page_at(page.path.parent / file)
    if target is None:
        raise ValueError(f"{page.name}: {link} leads off the guide")
    return f"{target.url}{sign}{anchor}"


def picture_address(page: GuidePage, source: str) -> str:
    """The address of a picture, for staff only. Raises ``ValueError`` when there is no such picture."""
    path = (page.path.parent / source).resolve()
    if path.parent != PICTURES or not path.is_file():
        raise ValueError(f"{page.name}: there is no picture {source}")
    return reverse("guide:picture", args=[path.name])
