"""The full-text index, by the engine of the database."""

from functools import cache

from django.db import connection

from search.engines.conditions import Engine
from search.engines.postgresql import FullText
from search.engines.sqlite import Fts5


@cache
def engine() -> Engine:
    """The index of the configured database."""
    return FullText() if connection.vendor == "postgresql" else Fts5()
