"""Every block that a page of this site may be made of, found in the pages themselves."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail.blocks import Block, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from community.core.models import BasePage


@dataclass
class ShownBlock:
    """A kind of block and the kinds of pages that take it."""

    block: Block
    pages: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return type(self.block).__name__

    def html(self, request: HttpRequest) -> str:
        """The block with the value by which the editor's chooser shows it."""
        value = _without_library(self.block.get_preview_value())
        return self.block.render(value, context={"request": request})


def shown_blocks() -> list[ShownBlock]:
    """Each kind once, in the order of the editor's groups."""
    found: dict[type[Block], ShownBlock] = {}
    for model in get_page_models():
        for block in _blocks_of(model):
            pages = found.setdefault(type(block), ShownBlock(block)).pages
            title = str(model._meta.verbose_name)
            if title not in pages:
                pages.append(title)
    return sorted(found.values(), key=lambda shown: (str(shown.block.meta.group), shown.name))


def _blocks_of(model: type[Model]) -> list[Block]:
    if not issubclass(model, BasePage):
        return []
    fields = [known for known in model._meta.get_fields() if isinstance(known, StreamField)]
    return [block for stream in fields for block in stream.stream_block.child_blocks.values()]


def _without_library(value: Any) -> Any:
    """The value without stored pictures and files: the newest of the library may not be published yet."""
    if isinstance(value, StructValue):
        return type(value)(value.block, [(name, _without_library(part)) for name, part in value.items()])
    if isinstance(value, ListValue):
        return ListValue(value.list_block, [part for part in value if _without_library(part) == part])
    return None if isinstance(value, Model) and value.pk else value
