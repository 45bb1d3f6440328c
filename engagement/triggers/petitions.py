"""Database triggers behind petitions: lawful steps only, published text as it was, a journal that only grows.

What ``engagement.triggers.polls`` says of later migrations holds here: a migration that alters a column of
``Petition``, ``PetitionEvent``, ``PetitionAnswer`` or ``Signature`` removes the triggers first and installs them last.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from engagement.models.petition import FROZEN_FIELDS
from engagement.models.petition_states import TRANSITIONS
from engagement.models.signature import SIGNATURE_TRANSITIONS
from engagement.triggers.statements import Trigger, changed, triggers_create, triggers_drop

STEP_REFUSAL = "engagement: this step of a petition is not lawful"
TEXT_REFUSAL = "engagement: a published petition is frozen"
JOURNAL_REFUSAL = "engagement: the journal of a petition only grows"
ANSWER_REFUSAL = "engagement: a published answer is frozen"
SIGNATURE_REFUSAL = "engagement: this change of a signature is not lawful"

EVENT_COLUMNS = ("petition_id", "machine", "from_state", "to_state", "created_at")
ANSWER_COLUMNS = ("petition_id", "text", "signed_by", "document_id", "published_at")
SIGNATURE_COLUMNS = ("petition_id", "reference", "signed_at", "confirmed_by")
DELETIONS = [
    Trigger("engagement_petition_kept", "engagement_petition", "DELETE", "OLD.publication <> 'draft'", TEXT_REFUSAL),
    Trigger(
        "engagement_event_kept",
        "engagement_petitionevent",
        "DELETE",
        "EXISTS (SELECT 1 FROM engagement_petition WHERE id = OLD.petition_id AND publication <> 'draft')",
        JOURNAL_REFUSAL,
    ),
    Trigger("engagement_signature_kept", "engagement_signature", "DELETE", "TRUE", SIGNATURE_REFUSAL),
]


def triggers_install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers on a database without them."""
    triggers_create(schema_editor, _triggers(schema_editor.connection.vendor))


def triggers_remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers, so that tables can be rebuilt."""
    triggers_drop(schema_editor, _triggers(schema_editor.connection.vendor))


def _unlawful(column: str, steps: Iterable[tuple[str, str]]) -> str:
    lawful = " OR ".join(f"(OLD.{column} = '{before}' AND NEW.{column} = '{after}')" for before, after in sorted(steps))
    return f"(OLD.{column} <> NEW.{column} AND NOT ({lawful}))"


def _triggers(vendor: str) -> list[Trigger]:
    triggers = _updates(vendor)
    # SQLite empties a table by DELETE, as Django's flush does; there code alone keeps the rows.
    return [*triggers, *DELETIONS] if vendor == "postgresql" else triggers


def _updates(vendor: str) -> list[Trigger]:
    return [
        *(
            Trigger(
                f"engagement_petition_{machine}",
                "engagement_petition",
                "UPDATE",
                _unlawful(machine, steps),
                STEP_REFUSAL,
            )
            for machine, steps in TRANSITIONS.items()
        ),
        Trigger(
            "engagement_petition_frozen",
            "engagement_petition",
            "UPDATE",
            f"OLD.publication = 'published' AND {changed(vendor, FROZEN_FIELDS)}",
            TEXT_REFUSAL,
        ),
        Trigger(
            "engagement_event_frozen",
            "engagement_petitionevent",
            "UPDATE",
            changed(vendor, EVENT_COLUMNS),
            JOURNAL_REFUSAL,
        ),
        Trigger(
            "engagement_answer_frozen",
            "engagement_petitionanswer",
            "UPDATE",
            changed(vendor, ANSWER_COLUMNS),
            ANSWER_REFUSAL,
        ),
        Trigger(
            "engagement_signature_step",
            "engagement_signature",
            "UPDATE",
            _unlawful("state", SIGNATURE_TRANSITIONS),
            SIGNATURE_REFUSAL,
        ),
        Trigger(
            "engagement_signature_frozen",
            "engagement_signature",
            "UPDATE",
            # A name only ever leaves, at the end of its term.
            f"({changed(vendor, SIGNATURE_COLUMNS)} OR (OLD.full_name <> NEW.full_name AND NEW.full_name <> ''))",
            SIGNATURE_REFUSAL,
        ),
    ]
