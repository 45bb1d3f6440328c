"""The statistics that a PostgreSQL server gathers by itself some time after an import."""

from django.db import connection
from django.db.models import Model


def gather_statistics(*models: type[Model]) -> None:
    """Let the planner know how much these tables hold now; until then it guesses from what it saw last.

    Only of tables that were filled: how many rows there are outlives the rollback of a test, and a count of an empty
    table would mislead the planner in later ones.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
