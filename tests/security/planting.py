"""Marked text in everything that somebody may type: what a field's own checks let in, into rows that are there."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from wagtail.blocks import (
    CharBlock,
    EmailBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from engagement.triggers import petitions, polls
from tests.security.liveness import PAYLOADS
from tests.security.walk import one_of_each_kind

APPS = {"home", "news", "engagement", "core", "accounts", "search", "messaging"}
# Of other apps, what an editor fills.
OTHERS = (
    "wagtailcore.Page",
    "wagtailcore.Collection",
    "wagtailcore.Comment",
    "taggit.Tag",
    "wagtailredirects.Redirect",
)
# What the site writes itself: keys, digests, places in the tree, words for the search, files.
OWN = re.compile(
    r"(^|_)(path|hash|key|digest|token|reference|lemmas|receipt|machine|state|kind|version|file|url|hostname|code"
    r"|codename|clean_name|password|username|template|source|params|query_string|context|secrets|network|domain|session_data)$"
)
# Frozen once they are there: the fixture takes the triggers away, as nobody but it can.
FROZEN = (petitions.triggers_remove, polls.triggers_remove)


def plant() -> set[str]:
    """Into every row of every model; names the fields that took it."""
    # What waits for the end of the transaction would keep PostgreSQL from changing the tables.
    if connection.vendor == "postgresql":
        connection.check_constraints()
    for remove in FROZEN:
        remove(apps, connection.schema_editor())
    taken = {str(field) for model in typed_models() for field in typed_fields(model) if plant_field(model, field)}
    taken |= {str(field) for model in typed_models() for field in json_fields(model) if plant_answers(model, field)}
    for page in one_of_each_kind(Page.objects.filter(depth__gt=2)):
        # What the editor opens.
        page.save_revision()
    return taken


def typed_models() -> list[type[models.Model]]:
    ours = [model for model in apps.get_models() if model._meta.app_label in APPS]
    return [*ours, *(apps.get_model(label) for label in OTHERS)]


def typed_fields(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.local_fields:
        is_text = isinstance(field, models.CharField | models.TextField | StreamField)
        if is_text and not field.choices and not isinstance(field, models.SlugField) and not OWN.search(field.name):
            yield field


def json_fields(model: type[models.Model]) -> list[models.Field]:
    """Answers to forms that staff put together."""
    return [field for field in model._meta.local_fields if field.name == "form_data"]


def plant_field(model: type[models.Model], field: models.Field) -> bool:
    rows = model._base_manager.order_by("pk")
    first = rows.first()
    if first is None:
        return False
    if isinstance(field, StreamField):
        return sum(plant_stream(row, field) for row in rows.iterator()) > 0
    if field.unique:
        rows = model._base_manager.filter(pk=first.pk)
    return any(written(rows.order_by(), field, text) for text in texts_for(field, first))


def texts_for(field: models.Field, row: models.Model) -> list[str]:
    """The first payload that the field lets in; rich text is stored as the editor stores what is typed into it."""
    if isinstance(field, RichTextField):
        return [f'<p data-block-key="x">{escape(PAYLOADS[0])}</p>']
    for payload in PAYLOADS:
        try:
            return [field.clean(payload, row)]
        except ValidationError:
            continue
    return []


def written(rows: models.QuerySet[Any], field: models.Field, text: str) -> bool:
    """False where a constraint of the database wants something else."""
    try:
        with transaction.atomic():
            return bool(rows.update(**{field.name: text}))
    except DatabaseError:
        return False


def plant_answers(model: Any, field: models.Field) -> bool:
    for row in model._base_manager.all():
        answers = {name: PAYLOADS[0] if isinstance(value, str) else value for name, value in row.form_data.items()}
        model._base_manager.filter(pk=row.pk).update(**{field.name: answers})
    return model._base_manager.exists()


def plant_stream(row: models.Model, field: models.Field) -> bool:
    value = getattr(row, field.name)
    raw = [planted(value.stream_block, dict(part)) for part in value.raw_data]
    type(row)._base_manager.filter(pk=row.pk).update(**{field.name: field.to_python(raw)})
    return bool(raw)


def planted(stream: StreamBlock, part: dict[str, Any]) -> dict[str, Any]:
    child = stream.child_blocks.get(part["type"])
    return {**part, "value": leaf(child, part["value"])} if child else part


def leaf(block: Any, value: Any) -> Any:
    """``value`` of ``block`` with its texts replaced, as deep as they lie."""
    if isinstance(block, StreamBlock):
        return [planted(block, part) for part in value]
    if isinstance(block, StructBlock) and isinstance(value, dict):
        return {name: leaf(block.child_blocks.get(name), inner) for name, inner in value.items()}
    if isinstance(block, ListBlock) and isinstance(value, list):
        return [
            {**item, "value": leaf(block.child_block, item["value"])} if "value" in item else item for item in value
        ]
    if isinstance(block, RichTextBlock):
        return f'<p data-block-key="x">{escape(PAYLOADS[0])}</p>'
    if isinstance(block, CharBlock | TextBlock | URLBlock | EmailBlock):
        return next((payload for payload in PAYLOADS if lets_in(block, payload)), value)
    return value


def lets_in(block: Any, payload: str) -> bool:
    try:
        block.clean(payload)
    except ValidationError:
        return False
    return True
