from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.engines.postgresql import HITS


def hits_replace(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The function of PostgreSQL that finds entries, as it is now."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(HITS)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_index")]

    operations = [migrations.RunPython(hits_replace, migrations.RunPython.noop)]
