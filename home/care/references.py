"""What the text of a page leads to: read from what is stored, so that what is gone is still seen.

Wagtail's own index of references forgets an object together with every reference to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page


@dataclass(frozen=True)
class Reference:
    """A link or a choice: to which object, in which words, and in which block or field."""

    model: type[Model]
    pk: int
    words: str
    place: str


def text_fields(model: type[Page]) -> list[StreamField | RichTextField]:
    """The fields of a page type that hold links."""
    return [field for field in model._meta.get_fields() if isinstance(field, StreamField | RichTextField)]


def references_of(field: StreamField | RichTextField, value: Any) -> Iterator[Reference]:
    """Everything that ``value`` of ``field`` leads to inside the site."""
    place = str(field.verbose_name)
    if isinstance(field, RichTextField):
        yield from _in_html(value or "", place)
    elif value:
        yield from _in_stream(field.stream_block, list(value.raw_data), place)


def _in_stream(block: StreamBlock, items: Any, place: str) -> Iterator[Reference]:
    for item in items or []:
        child = block.child_blocks.get(item["type"])
        if child:
            yield from _in_block(child, item["value"], f"{place} → {child.label}")


def _in_block(block: Block, value: Any, place: str) -> Iterator[Reference]:
    if isinstance(block, StreamBlock):
        yield from _in_stream(block, value, place)
    elif isinstance(block, StructBlock):
        # What an import or a change of a block left may be anything.
        given = value if isinstance(value, dict) else {}
        for name, child in block.child_blocks.items():
            yield from _in_block(child, given.get(name), place)
    elif isinstance(block, ListBlock):
        for item in value or []:
            # Lists of old kept bare values.
            is_item = isinstance(item, dict) and item.keys() >= {"type", "value"}
            yield from _in_block(block.child_block, item["value"] if is_item else item, place)
    elif isinstance(block, RichTextBlock):
        yield from _in_html(value or "", place)
    elif isinstance(block, ChooserBlock) and value is not None:
        yield Reference(block.model_class, value, "", place)


def _in_html(html: str, place: str) -> Iterator[Reference]:
    reader = _LinkReader()
    reader.feed(html)
    reader.close()
    for kind, pk, words in reader.found:
        if model := _models().get(kind):
            yield Reference(model, pk, words, place)


def _models() -> dict[str, type[Model]]:
    return {"page": Page, "document": get_document_model(), "image": get_image_model()}


class _LinkReader(HTMLParser):
    """Links to pages and documents and embedded pictures of Wagtail's rich text, with the words of the links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int, str]] = []
        self._open: tuple[str, int] | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind, pk = given.get("linktype") or given.get("embedtype") or "", given.get("id") or ""
        if not pk.isascii() or not pk.isdigit():
            return
        if tag == "a":
            self._open, self._words = (kind, int(pk)), []
        elif tag == "embed":
            self.found.append((kind, int(pk), given.get("alt") or ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            self.found.append((*self._open, " ".join("".join(self._words).split())))
            self._open = None
