"""The editors' list of pages begins with what was changed last: an index in that order, level by level."""

from typing import Any

from django.db import migrations


def index_make(apps: Any, schema_editor: Any) -> None:
    # SQLite counts nothing as the least of all and cannot be told otherwise.
    last = "NULLS LAST" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(
        f"CREATE INDEX community_page_latest ON wagtailcore_page (depth, latest_revision_created_at DESC {last})"
    )


def index_drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP INDEX community_page_latest")


class Migration(migrations.Migration):
    dependencies = [("core", "0010_erased_day")]

    operations = [migrations.RunPython(index_make, index_drop)]
