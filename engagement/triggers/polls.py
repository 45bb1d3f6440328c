"""Database triggers that keep a voted-on poll as it was, whatever code writes to it.

SQLite drops a table's triggers when a migration rebuilds the table, and refuses to rename a table a trigger names. So
each later migration that alters a column of ``Poll``, ``PollOption`` or ``Vote`` runs ``triggers_remove`` first and
``triggers_install`` last. There is no trigger on deletion: foreign keys protect what has votes.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from engagement.triggers.statements import Trigger, changed, triggers_create, triggers_drop

POLL_COLUMNS = ("question", "slug", "description", "kind", "max_choices", "results_promise")
OPTION_COLUMNS = ("poll_id", "text")
POLL_REFUSAL = "engagement: a poll with votes is frozen"
OPTION_REFUSAL = "engagement: the answers of this poll are frozen"

POLL_HAS_VOTES = "EXISTS (SELECT 1 FROM engagement_vote WHERE poll_id = OLD.id)"
OPTION_IS_FROZEN = (
    "(EXISTS (SELECT 1 FROM engagement_vote WHERE poll_id = {row}.poll_id)"
    " OR EXISTS (SELECT 1 FROM engagement_poll WHERE id = {row}.poll_id AND closes_at <= {now}))"
)


def triggers_install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers on a database without them."""
    triggers_create(schema_editor, _triggers(schema_editor.connection.vendor))


def triggers_remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers, so that tables can be rebuilt."""
    triggers_drop(schema_editor, _triggers(schema_editor.connection.vendor))


def _triggers(vendor: str) -> list[Trigger]:
    # Django keeps SQLite times as UTC text, which sorts as time does.
    now = "now()" if vendor == "postgresql" else "strftime('%Y-%m-%d %H:%M:%f', 'now')"
    moved = f"({OPTION_IS_FROZEN.format(row='OLD', now=now)} OR {OPTION_IS_FROZEN.format(row='NEW', now=now)})"
    return [
        Trigger(
            "engagement_poll_frozen",
            "engagement_poll",
            "UPDATE",
            f"{changed(vendor, POLL_COLUMNS)} AND {POLL_HAS_VOTES}",
            POLL_REFUSAL,
        ),
        Trigger(
            "engagement_option_frozen",
            "engagement_polloption",
            "UPDATE",
            f"{changed(vendor, OPTION_COLUMNS)} AND {moved}",
            OPTION_REFUSAL,
        ),
        Trigger(
            "engagement_option_refused",
            "engagement_polloption",
            "INSERT",
            OPTION_IS_FROZEN.format(row="NEW", now=now),
            OPTION_REFUSAL,
        ),
    ]
