"""Wagtail's search in the database, which the lists and choosers of the admin ask; residents have a search of their own."""

from typing import Any

from modelsearch.backends.database import SearchBackend as database_backend
from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend


class SteadyIndex(PostgresIndex):
    """Saves at one cost: what a title's length is among all others is worked out when the index is rebuilt, not then."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class SteadyPostgresBackend(PostgresSearchBackend):
    index_class = SteadyIndex


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name by which Wagtail finds it
    """The backend of the engine in use."""
    backend = database_backend(params)
    return SteadyPostgresBackend(params) if isinstance(backend, PostgresSearchBackend) else backend
