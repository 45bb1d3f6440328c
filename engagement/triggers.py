"""Database triggers that keep a voted-on poll as it was, whatever code writes to it.

SQLite drops a table's triggers when a migration rebuilds the table, and refuses to rename a table a trigger names. So
each later migration that alters a column of ``Poll``, ``PollOption`` or ``Vote`` runs ``triggers_remove`` first and
``triggers_install`` last. There is no trigger on deletion: foreign keys protect what has votes.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POLL_COLUMNS = ("question", "slug", "description", "kind", "max_choices", "results_promise")
OPTION_COLUMNS = ("poll_id", "text")
POLL_REFUSAL = "engagement: a poll with votes is frozen"
OPTION_REFUSAL = "engagement: the answers of this poll are frozen"

POLL_HAS_VOTES = "EXISTS (SELECT 1 FROM engagement_vote WHERE poll_id = OLD.id)"
OPTION_IS_FROZEN = (
    "(EXISTS (SELECT 1 FROM engagement_vote WHERE poll_id = {row}.poll_id)"
    " OR EXISTS (SELECT 1 FROM engagement_poll WHERE id = {row}.poll_id AND closes_at <= {now}))"
)

# name, table, event, condition, refusal
Trigger = tuple[str, str, str, str, str]


def triggers_install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers on a database without them."""
    vendor = schema_editor.connection.vendor
    statement = _postgresql if vendor == "postgresql" else _sqlite
    for trigger in _triggers(vendor):
        for sql in statement(*trigger):
            schema_editor.execute(sql)


def triggers_remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers, so that tables can be rebuilt."""
    vendor = schema_editor.connection.vendor
    for name, table, *_rest in _triggers(vendor):
        if vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def _triggers(vendor: str) -> list[Trigger]:
    differ = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    # Django keeps SQLite times as UTC text, which sorts as time does.
    now = "now()" if vendor == "postgresql" else "strftime('%Y-%m-%d %H:%M:%f', 'now')"

    def changed(columns: tuple[str, ...]) -> str:
        return "(" + " OR ".join(f"OLD.{column} {differ} NEW.{column}" for column in columns) + ")"

    moved = f"({OPTION_IS_FROZEN.format(row='OLD', now=now)} OR {OPTION_IS_FROZEN.format(row='NEW', now=now)})"
    return [
        (
            "engagement_poll_frozen",
            "engagement_poll",
            "UPDATE",
            f"{changed(POLL_COLUMNS)} AND {POLL_HAS_VOTES}",
            POLL_REFUSAL,
        ),
        (
            "engagement_option_frozen",
            "engagement_polloption",
            "UPDATE",
            f"{changed(OPTION_COLUMNS)} AND {moved}",
            OPTION_REFUSAL,
        ),
        (
            "engagement_option_refused",
            "engagement_polloption",
            "INSERT",
            OPTION_IS_FROZEN.format(row="NEW", now=now),
            OPTION_REFUSAL,
        ),
    ]


def _sqlite(name: str, table: str, event: str, condition: str, refusal: str) -> list[str]:
    body = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    return [f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} {body}"]


def _postgresql(name: str, table: str, event: str, condition: str, refusal: str) -> list[str]:
    refuse = f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'check_violation'"
    body = f"BEGIN IF {condition} THEN {refuse}; END IF; RETURN NEW; END"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
