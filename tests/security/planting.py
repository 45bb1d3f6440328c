"""Puts marked text wherever an outsider or an author may put any: every field as far as its own check lets it."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.forms import CharField as CharFormField
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block, FieldBlock, ListBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from tests.security.liveness import MARK, PAYLOADS

OURS = {"home", "news", "engagement", "core", "accounts", "messaging", "search", "wagtailcore", "wagtailredirects"}
# Written by the program alone, or by whoever keeps the server.
LEFT_OUT = {
    "wagtailcore.Site", "wagtailcore.Locale", "wagtailcore.Collection", "wagtailcore.Revision",
    "wagtailcore.ReferenceIndex", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "wagtailcore.UploadedFile",
}  # fmt: skip
NO_TEXT = {"password", "username", "template", "recipient", "file", "spec", "lemmas"}
FEATURES = [
    "h2",
    "h3",
    "h4",
    "bold",
    "italic",
    "ol",
    "ul",
    "link",
    "document-link",
    "image",
    "embed",
    "hr",
    "blockquote",
]


def hostile_rich_text() -> str:
    """What the editor's own door makes of a text that somebody composed by hand."""
    entities: dict[str, Any] = {
        str(number): {"type": kind, "mutability": "MUTABLE", "data": data}
        for number, (kind, data) in enumerate(
            [
                *[
                    ("LINK", {"url": payload})
                    for payload in (*PAYLOADS, f"java\tscript:{MARK}()", f"data:text/html,<{MARK}>")
                ],
                ("LINK", {"id": 1, "parentId": 1, "url": PAYLOADS[0]}),
                ("DOCUMENT", {"id": 1, "url": PAYLOADS[0]}),
                ("HORIZONTAL_RULE", {}),
            ]
        )
    }
    blocks = [
        {
            "key": f"k{number}", "type": kind, "depth": 0, "text": PAYLOADS[0],
            "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "BOLD"}],
            "entityRanges": [{"key": int(number), "offset": 0, "length": 9}],
        }
        for number, kind in zip(entities, ["unstyled", "header-two", "unordered-list-item"] * 9, strict=False)
    ]  # fmt: skip
    content = json.dumps({"blocks": blocks, "entityMap": entities})
    return str(ContentstateConverter(features=FEATURES).to_database_format(content))


def plant() -> set[str]:
    """Everywhere; gives back the fields that took it."""
    rich, planted = hostile_rich_text(), set()
    for model in apps.get_models():
        if model._meta.app_label not in OURS or model._meta.label in LEFT_OUT or model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            if _fill(model, field, rich):
                planted.add(f"{model._meta.label}.{field.name}")
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                _fill_streams(model, field, rich)
    # Editors see the text of the last revision: let them see this one.
    Page.objects.update(latest_revision=None, live_revision=None)
    apps.get_model("engagement", "Poll").objects.update(latest_revision=None, live_revision=None)
    return planted


def _fill(model: type[models.Model], field: Any, rich: str) -> bool:
    if isinstance(field, RichTextField):
        return _stored(model, field, rich)
    if isinstance(field, models.JSONField) and field.name in {"form_data", "context"}:
        return _fill_json(model, field)
    text = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, StreamField)
    if not text or field.unique or field.choices or not field.editable or field.name in NO_TEXT:
        return False
    # The first that passes the field's own checks: an address has to be one.
    return any(_passes(field, payload) and _stored(model, field, payload) for payload in PAYLOADS)


def _passes(field: Any, payload: str) -> bool:
    try:
        field.clean(payload, None)
    except (ValidationError, TypeError):
        return False
    return len(payload) <= (field.max_length or len(payload))


def _stored(model: type[models.Model], field: Any, value: Any) -> bool:
    rows = model._base_manager.all()
    try:
        with transaction.atomic():
            return rows.update(**{field.name: value}) > 0
    except (DatabaseError, NotImplementedError):
        # Frozen, or bound to other columns.
        return False


def _fill_json(model: type[models.Model], field: Any) -> bool:
    for row in model._base_manager.all()[:50]:
        value = {
            name: PAYLOADS[0] if isinstance(inner, str) else inner for name, inner in getattr(row, field.name).items()
        }
        model._base_manager.filter(pk=row.pk).update(**{field.name: value})
    return True


def _fill_streams(model: type[models.Model], field: Any, rich: str) -> None:
    for row in model._base_manager.all():
        raw = _filled(field.stream_block, list(getattr(row, field.name).raw_data), rich)
        model._base_manager.filter(pk=row.pk).update(**{field.name: StreamValue(field.stream_block, raw, is_lazy=True)})


def _filled(block: Block, value: Any, rich: str) -> Any:
    if isinstance(block, StreamBlock):
        return [{**child, "value": _filled(block.child_blocks[child["type"]], child["value"], rich)} for child in value]
    if isinstance(block, ListBlock):
        return [
            {**child, "value": _filled(block.child_block, child["value"], rich)} if isinstance(child, dict) else child
            for child in value
        ]
    if isinstance(block, StructBlock):
        return {
            name: _filled(block.child_blocks[name], inner, rich)
            for name, inner in value.items()
            if name in block.child_blocks
        }
    if isinstance(block, RichTextBlock):
        return rich
    if isinstance(block, TableBlock) and isinstance(value, dict):
        return {
            **value,
            "data": [[PAYLOADS[0] for _cell in row] for row in value["data"]],
            "table_caption": PAYLOADS[0],
        }
    if isinstance(block, FieldBlock) and isinstance(block.field, CharFormField) and isinstance(value, str):
        return next(_cleaned(block), value)
    return value


def _cleaned(block: FieldBlock) -> Iterator[str]:
    for payload in PAYLOADS:
        try:
            block.clean(payload)
        except ValidationError:
            continue
        yield payload
