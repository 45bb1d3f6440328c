"""Triggers as both databases write them. What a trigger refuses is refused whatever code writes."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class Trigger(NamedTuple):
    """A change of ``table`` that meets ``condition`` (over ``OLD`` and ``NEW``) is refused in the words ``refusal``."""

    name: str
    table: str
    event: str
    condition: str
    refusal: str


def triggers_create(schema_editor: BaseDatabaseSchemaEditor, triggers: Sequence[Trigger]) -> None:
    """Create ``triggers`` on a database without them."""
    statements = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for trigger in triggers:
        for sql in statements(trigger):
            schema_editor.execute(sql)


def triggers_drop(schema_editor: BaseDatabaseSchemaEditor, triggers: Sequence[Trigger]) -> None:
    """Drop ``triggers``, so that their tables can be rebuilt."""
    for trigger in triggers:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {trigger.name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")


def changed(vendor: str, columns: Sequence[str]) -> str:
    """The condition that any of ``columns`` changes, empty ones included."""
    differ = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return "(" + " OR ".join(f"OLD.{column} {differ} NEW.{column}" for column in columns) + ")"


def _sqlite(trigger: Trigger) -> list[str]:
    body = f"BEGIN SELECT RAISE(ABORT, '{trigger.refusal}'); END"
    return [f"{_head(trigger)} WHEN {trigger.condition} {body}"]


def _postgresql(trigger: Trigger) -> list[str]:
    refuse = f"RAISE EXCEPTION '{trigger.refusal}' USING ERRCODE = 'check_violation'"
    row = "OLD" if trigger.event == "DELETE" else "NEW"
    body = f"BEGIN IF {trigger.condition} THEN {refuse}; END IF; RETURN {row}; END"
    return [
        f"CREATE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"{_head(trigger)} EXECUTE FUNCTION {trigger.name}()",
    ]


def _head(trigger: Trigger) -> str:
    return f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW"
