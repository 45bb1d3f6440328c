"""The nightly look at all links of published pages; what it finds is kept for the admin's screens."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models

from home.care.references import Reference, references_of, text_fields
from home.models.care import BrokenLink, Cause, Target

PAGES_AT_ONCE = 200
LABEL = 200

# A reference and the page it stands on.
Found = tuple[int, Reference]


def broken_links_find() -> int:
    """Replace the report by a new one; the number of its lines comes back."""
    lines = [line for model in get_page_models() for line in _of_type(model)]
    with transaction.atomic():
        BrokenLink.objects.all().delete()
        # A page that was deleted while the others were read has no place in the report.
        there = set(Page.objects.filter(pk__in={line.page_id for line in lines}).values_list("pk", flat=True))
        kept = BrokenLink.objects.bulk_create([line for line in lines if line.page_id in there], batch_size=500)
    return len(kept)


def _of_type(model: type[Page]) -> Iterator[BrokenLink]:
    fields = text_fields(model)
    if not fields:
        return
    rows = model._default_manager.live().values_list("pk", *(field.name for field in fields))
    each = rows.iterator(chunk_size=PAGES_AT_ONCE)
    while chunk := list(islice(each, PAGES_AT_ONCE)):
        yield from _broken(
            [
                (pk, reference)
                for pk, *values in chunk
                for field, value in zip(fields, values, strict=True)
                for reference in references_of(field, value)
            ]
        )


def _broken(found: Iterable[Found]) -> Iterator[BrokenLink]:
    asked: dict[type[Model], set[int]] = defaultdict(set)
    for _page, reference in found:
        asked[reference.model].add(reference.pk)
    states = {model: _states(model, keys) for model, keys in asked.items()}
    for page, reference in found:
        state = states[reference.model].get(reference.pk)
        if state is None or not state[0]:
            yield BrokenLink(
                page_id=page,
                target=_target(reference.model),
                cause=Cause.UNPUBLISHED if state else Cause.DELETED,
                label=(reference.words or (state[1] if state else ""))[:LABEL],
                place=reference.place[:LABEL],
            )


def _states(model: type[Model], keys: set[int]) -> dict[int, tuple[bool, str]]:
    """Of the objects that exist: whether everybody may see them, and how they are called."""
    objects: Any = model._default_manager.filter(pk__in=keys)
    return {instance.pk: (getattr(instance, "live", True), str(instance)) for instance in objects}


def _target(model: type[Model]) -> Target:
    if issubclass(model, Page):
        return Target.PAGE
    if issubclass(model, get_document_model()):
        return Target.DOCUMENT
    return Target.IMAGE if issubclass(model, get_image_model()) else Target.OTHER
