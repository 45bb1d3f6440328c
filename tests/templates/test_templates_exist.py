"""Every template compiles, and what the models, blocks and templates name exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from community.core.models import BasePage

pytestmark = pytest.mark.any_engine

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*") if path.suffix in {".html", ".txt"})
SELF_CONTAINED = {"bare_page.html"}


def our_pages() -> list[type[Page]]:
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def blocks_below(block: Block) -> Iterator[Block]:
    yield block
    if isinstance(block, (StreamBlock, StructBlock)):
        for child in block.child_blocks.values():
            yield from blocks_below(child)
    elif isinstance(block, ListBlock):
        yield from blocks_below(block.child_block)


def our_blocks() -> dict[str, Block]:
    fields = [field for model in our_pages() for field in model._meta.get_fields() if isinstance(field, StreamField)]
    return {str(block.__class__): block for field in fields for block in blocks_below(field.stream_block)}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(name: str) -> None:
    assert get_template(name)


def test_every_kind_of_page_has_its_template() -> None:
    assert our_pages()
    for model in our_pages():
        assert get_template(model.template), model


def test_every_block_has_its_templates() -> None:
    blocks = our_blocks()
    assert len(blocks) > 10
    for block in blocks.values():
        for name in filter(
            None, (getattr(block.meta, "template", None), getattr(block.meta, "preview_template", None))
        ):
            assert get_template(name), block


@pytest.mark.parametrize("name", TEMPLATES)
def test_icons_and_included_templates_exist(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    for icon in re.findall(r'components/icon\.html" with name="(\w+)"', text):
        assert (FOLDER / "components/icons" / f"{icon}.html").exists(), icon
    for included in re.findall(r'{% (?:include|extends) "([^"]+\.\w+)"', text):
        assert get_template(included)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not name.startswith("messages/")])
def test_no_template_needs_inline_styles_or_scripts(name: str) -> None:
    """A strict content security policy forbids them; letters and the pages of a broken site have nothing else."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r'\sstyle="|\son\w+="', text)
    # Data for search engines, which no browser runs.
    text = text.replace('<script type="application/ld+json">', "")
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert ("<style" in text) == (name in SELF_CONTAINED)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_loaded_from_a_third_party(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r'<(?:script|img|iframe|link|source|video)[^>]*\s(?:src|href|srcset)="(?:https?:)?//', text)
