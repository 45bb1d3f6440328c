"""Database triggers that keep a voted-on poll as it was, whatever code writes to it.

SQLite drops a table's triggers when a migration rebuilds the table, and refuses to rename a table a trigger names. So
each later migration that alters a column of ``Poll``, ``PollOption``, ``Vote``, ``PollEvent`` or ``PollSeal`` runs
``triggers_remove`` first and ``triggers_install`` last. What has votes is kept by foreign keys.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from engagement.triggers.statements import Trigger, changed, triggers_create, triggers_drop

POLL_COLUMNS = (
    "question",
    "slug",
    "description",
    "kind",
    "max_choices",
    "options_order",
    "asks_settlement",
    "allows_changes",
    "opens_at",
    "results_promise",
)
OPTION_COLUMNS = ("poll_id", "text", "picture_id")
EVENT_COLUMNS = ("poll_id", "kind", "at", "reason", "votes", "invalidation_id")
SEAL_COLUMNS = ("poll_id", "sealed_at", "voters", "receipts_digest", "tallies_digest")
POLL_REFUSAL = "engagement: a poll with votes is frozen"
END_REFUSAL = "engagement: the end of a poll with votes moves only to an earlier one, for a reason"
JOURNAL_REFUSAL = "engagement: public notes and seals of a poll only grow in number"
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


DELETIONS = [
    Trigger("engagement_pollevent_kept", "engagement_pollevent", "DELETE", "TRUE", JOURNAL_REFUSAL),
    Trigger("engagement_pollseal_kept", "engagement_pollseal", "DELETE", "TRUE", JOURNAL_REFUSAL),
]


def _triggers(vendor: str) -> list[Trigger]:
    triggers = [*_frozen(vendor), *_journal(vendor)]
    # SQLite empties a table by DELETE, as Django's flush does; there code alone keeps the rows.
    return [*triggers, *DELETIONS] if vendor == "postgresql" else triggers


def _journal(vendor: str) -> list[Trigger]:
    return [
        Trigger(
            "engagement_pollevent_frozen",
            "engagement_pollevent",
            "UPDATE",
            changed(vendor, EVENT_COLUMNS),
            JOURNAL_REFUSAL,
        ),
        Trigger(
            "engagement_pollseal_frozen",
            "engagement_pollseal",
            "UPDATE",
            changed(vendor, SEAL_COLUMNS),
            JOURNAL_REFUSAL,
        ),
    ]


def _frozen(vendor: str) -> list[Trigger]:
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
            "engagement_poll_end_frozen",
            "engagement_poll",
            "UPDATE",
            f"{changed(vendor, ['closes_at'])} AND {POLL_HAS_VOTES}"
            " AND NOT (NEW.closes_at < OLD.closes_at AND OLD.early_end_reason = '' AND NEW.early_end_reason <> '')",
            END_REFUSAL,
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
