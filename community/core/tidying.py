"""What a person typed, put right as they would themselves, had they the time: whole values of forms and of blocks."""

from typing import Any

from django import forms
from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from community.core.text.pasted import clean_pasted
from community.core.text.typography import tidy_html, tidy_text

# Fields of addresses are subclasses with a grammar of their own.
PROSE_FIELDS = {forms.CharField}


def field_value_tidy(field: forms.Field | None, value: Any) -> Any:
    """The value of a form field with its prose put right; anything else as it is."""
    if isinstance(block := getattr(field, "block", None), StreamBlock) and value is not None:
        return block_value_tidy(block, value)
    return prose_tidy(value, field) if isinstance(value, str) and type(field) in PROSE_FIELDS else value


def prose_tidy(text: str, field: forms.Field | None) -> str:
    """``text`` put right; left as it is where a dash with its spaces would no longer fit the field."""
    tidied = tidy_text(text)
    limit = getattr(field, "max_length", None)
    return text if limit and len(tidied) > limit else tidied


def block_value_tidy(block: Block, value: Any) -> Any:
    """The value of a block with all its prose put right; containers are changed in place."""
    if isinstance(block, RichTextBlock):
        return RichText(tidy_html(clean_pasted(value.source)))
    if isinstance(block, CharBlock | TextBlock):
        return prose_tidy(value, block.field) if value else value
    if isinstance(block, StreamBlock | ListBlock):
        for child in value if isinstance(block, StreamBlock) else value.bound_blocks:
            child.value = block_value_tidy(child.block, child.value)
    elif isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            value[name] = block_value_tidy(child, value.get(name))
    return value
