"""Making everything anew under the current key: every app says how its part is done.

Empty here; filled in each owner's ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from community.core.encryption.keys import is_current

BATCH = 200


@dataclass(frozen=True)
class EncryptedData:
    """``renew`` makes one batch anew and says how many rows that were; nothing left is 0. ``stale`` counts."""

    name: str
    renew: Callable[[], int]
    stale: Callable[[], int]


_parts: dict[str, EncryptedData] = {}


def register_encrypted(part: EncryptedData) -> None:
    """Add a part, or replace the one of the same name."""
    _parts[part.name] = part


def encrypted_parts() -> Iterator[EncryptedData]:
    yield from _parts.values()


def register_field(model: type[models.Model], field: str, *, with_fields: tuple[str, ...] = ()) -> None:
    """A field of a table; ``with_fields`` are saved beside it, such as its digest."""

    def renew() -> int:
        with transaction.atomic():
            rows = model._base_manager.select_for_update().filter(pk__in=_stale(model, field)[:BATCH])
            batch = list(rows)
            for row in batch:
                model._base_manager.filter(pk=row.pk).update(
                    **{name: _as_saved(row, name) for name in (field, *with_fields)}
                )
            return len(batch)

    name = f"{model._meta.label}.{field}"
    register_encrypted(EncryptedData(name=name, renew=renew, stale=lambda: len(_stale(model, field))))


def _as_saved(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name).pre_save(row, add=False)  # type: ignore[union-attr]  # a column, not a relation


def _stale(model: type[models.Model], field: str) -> list[Any]:
    """Keys of rows whose value is of a former key. Reads what is stored, not what it says."""
    stored = models.functions.Cast(field, models.TextField())
    rows = model._base_manager.annotate(stored=stored).exclude(**{field: ""}).values_list("pk", "stored")
    return [pk for pk, value in rows.iterator() if not is_current(value)]
