"""Wagtail's search in the database, for lists and choosers of the admin; residents have a search of their own."""

from typing import Any

from modelsearch.backends import database
from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend


class SteadyIndex(PostgresIndex):
    """Saves at one cost: lengths of titles are averaged when the index is rebuilt, and not at every save."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class SteadyPostgresBackend(PostgresSearchBackend):
    index_class = SteadyIndex


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name by which Wagtail finds it
    """The backend of the engine in use."""
    backend = database.SearchBackend(params)
    return SteadyPostgresBackend(params) if isinstance(backend, PostgresSearchBackend) else backend
