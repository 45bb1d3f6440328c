"""A page taken apart into what can be checked: pieces of text, pictures, documents, each with its place in the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

# Fields and blocks so named are there to give phones.
CONTACT_NAMES = ("phone", "contact", "telephone", "mobile")


@dataclass(frozen=True)
class Place:
    """Where something stands, in words, and what of the editor's form to go to."""

    words: str
    anchor: str
    is_contact: bool = False

    def within(self, name: str) -> "Place":
        """The same place seen closer: the part of it that is called ``name`` in the code."""
        return Place(self.words, self.anchor, self.is_contact or is_contact_name(name))


@dataclass(frozen=True)
class Plain:
    """Words without markup."""

    place: Place
    text: str


@dataclass(frozen=True)
class Rich:
    """Words with headings and links, as HTML."""

    place: Place
    html: str


@dataclass(frozen=True)
class PictureUse:
    """A picture that says something, and the words for whoever does not see it."""

    place: Place
    description: str


@dataclass(frozen=True)
class DocumentUse:
    """A document offered for download."""

    place: Place
    document: AbstractDocument


Part = Plain | Rich | PictureUse | DocumentUse


def is_contact_name(name: str) -> bool:
    """Whether a field or block of this name is meant for contacts."""
    return any(word in name for word in CONTACT_NAMES)


def page_parts(page: Page) -> Iterator[Part]:
    """Every part of ``page`` that its editor wrote, in the order of the form."""
    for field in _written_fields(page):
        place = Place(capfirst(str(field.verbose_name)), f"id_{field.name}").within(field.name)
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            yield from _stream_parts(value, place)
        elif isinstance(field, RichTextField):
            yield Rich(place, value or "")
        elif (pictured := field.name.removesuffix("_alt")) != field.name:
            # «cover» and «cover_alt»: a description is needed only where there is a picture.
            yield from [PictureUse(place, value)] if getattr(page, f"{pictured}_id", None) else []
        else:
            yield Plain(place, value or "")


def _written_fields(page: Page) -> Iterator[models.Field]:
    yield page._meta.get_field("title")
    for field in page._meta.get_fields():
        is_own = isinstance(field, models.Field) and field.model is not Page and field.editable
        # Only plain text: addresses, e-mails and choices are subclasses or have choices.
        is_text = type(field) in {models.CharField, models.TextField} or isinstance(field, StreamField | RichTextField)
        if is_own and is_text and not getattr(field, "choices", None):
            yield field


def _stream_parts(stream: Any, place: Place) -> Iterator[Part]:
    for number, child in enumerate(stream or [], start=1):
        words = _("%(field)s, block %(number)d “%(block)s”") % {
            "field": place.words,
            "number": number,
            "block": child.block.label,
        }
        inside = Place(words, f"block-{child.id}-section", place.is_contact).within(child.block_type)
        yield from _block_parts(child.block, child.value, inside)


def _block_parts(block: Block, value: Any, place: Place) -> Iterator[Part]:
    """The parts of one block, whatever it is made of; kinds that hold no words give none."""
    if value is None:
        return
    for kind, read in _READERS:
        if isinstance(block, kind):
            yield from read(block, value, place)
            return


def _image_parts(block: Block, value: Any, place: Place) -> Iterator[Part]:
    if not getattr(value, "decorative", False):
        yield PictureUse(place, getattr(value, "contextual_alt_text", "") or "")


def _struct_parts(block: Any, value: Any, place: Place) -> Iterator[Part]:
    for name, child in block.child_blocks.items():
        yield from _block_parts(child, value.get(name), place.within(name))


def _list_parts(block: Any, value: Any, place: Place) -> Iterator[Part]:
    for child in value:
        yield from _block_parts(block.child_block, child, place)


def _table_parts(block: Block, value: Any, place: Place) -> Iterator[Part]:
    rows = value.get("data") if isinstance(value, dict) else None
    cells = [str(cell) for row in rows or [] if isinstance(row, list) for cell in row if cell]
    yield Plain(place, "\n".join([*cells, str(value.get("table_caption") or "")]) if cells else "")


# A picture is a struct of Wagtail's, so it comes before structs.
_READERS: tuple[tuple[type[Block], Any], ...] = (
    (ImageBlock, _image_parts),
    (StreamBlock, lambda block, value, place: _stream_parts(value, place)),
    (StructBlock, _struct_parts),
    (ListBlock, _list_parts),
    (RichTextBlock, lambda block, value, place: [Rich(place, value.source)]),
    (DocumentChooserBlock, lambda block, value, place: [DocumentUse(place, value)]),
    (TableBlock, _table_parts),
    (CharBlock, lambda block, value, place: [Plain(place, value)]),
    (TextBlock, lambda block, value, place: [Plain(place, value)]),
)
