"""Database triggers that keep a held session and its files five years, whatever code writes.

The words that say so are in ``home.sessions.lock``.

SQLite drops a table's triggers when a migration rebuilds the table, and refuses to rename a table a trigger names. So
each later migration that alters a column of ``SessionPage`` or ``SessionFile`` runs ``triggers_remove`` first and
``triggers_install`` last. None of these but the one of ``wagtailcore_page`` itself names that table.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from engagement.triggers.statements import Trigger, triggers_create, triggers_drop

SESSION_REFUSAL = "home: a session is kept five years"
VIDEO_REFUSAL = "home: the video of a session is kept five years"
FILE_REFUSAL = "home: files of a session are kept five years"

SESSION_IS_KEPT = "EXISTS (SELECT 1 FROM home_sessionpage WHERE page_ptr_id = OLD.{key} AND kept_until > {now})"


def triggers_install(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers on a database without them."""
    triggers_create(schema_editor, _triggers(schema_editor.connection.vendor))


def triggers_remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers, so that tables can be rebuilt."""
    triggers_drop(schema_editor, _triggers(schema_editor.connection.vendor))


def _triggers(vendor: str) -> list[Trigger]:
    # Django keeps SQLite times as UTC text, which sorts as time does.
    now = "now()" if vendor == "postgresql" else "strftime('%Y-%m-%d %H:%M:%f', 'now')"
    kept = f"OLD.kept_until > {now}"
    return [
        Trigger("home_session_kept", "home_sessionpage", "DELETE", kept, SESSION_REFUSAL),
        Trigger(
            "home_session_term_kept",
            "home_sessionpage",
            "UPDATE",
            f"{kept} AND (NEW.kept_until IS NULL OR NEW.kept_until <= {now})",
            SESSION_REFUSAL,
        ),
        Trigger(
            "home_session_video_kept",
            "home_sessionpage",
            "UPDATE",
            f"{kept} AND ((OLD.video_url <> '' AND NEW.video_url = '')"
            " OR (OLD.video_file_id IS NOT NULL AND NEW.video_file_id IS NULL))",
            VIDEO_REFUSAL,
        ),
        Trigger(
            "home_session_live_kept",
            "wagtailcore_page",
            "UPDATE",
            f"OLD.live AND NOT NEW.live AND {SESSION_IS_KEPT.format(key='id', now=now)}",
            SESSION_REFUSAL,
        ),
        Trigger(
            "home_sessionfile_kept",
            "home_sessionfile",
            "DELETE",
            SESSION_IS_KEPT.format(key="session_id", now=now),
            FILE_REFUSAL,
        ),
    ]
