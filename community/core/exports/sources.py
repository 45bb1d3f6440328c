"""What can be exported. Every app says how its part is named, counted and read, and who may take it.

Empty here; filled in each owner's ``AppConfig.ready``, and by each register as it is made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.hooks import search_for_hooks

from community.core.exports.sheets import Book

# Enough to make the same file again later, in another process.
Params = Mapping[str, str]


@dataclass(frozen=True)
class Export:
    """One file to be: named, described and counted before its first row is read.

    ``query`` says in words what narrowed it, without personal data: it stands in the log.
    """

    title: str
    query: str
    rows: int
    book: Callable[[], Book]


@dataclass(frozen=True)
class ExportSource:
    """Where exports come from. ``key`` stands in the database and never changes.

    ``allowed`` is asked whenever something is about to leave: at the request, in the worker and at the download.
    """

    key: str
    allowed: Callable[[Any, Params], bool]
    export: Callable[[Any, Params], Export]


_sources: dict[str, ExportSource] = {}


def register_export(source: ExportSource) -> None:
    """Add a source, or replace the one of the same key."""
    _sources[source.key] = source


def export_source(key: str) -> ExportSource:
    """The source of that key; ``KeyError`` if there is none."""
    # Registers are made by Wagtail's hooks, which a worker may not have loaded yet.
    search_for_hooks()
    return _sources[key]


def export_allowed(user: Any, key: str, params: Params) -> bool:
    """Whether ``user`` may have this right now; what is no more, nobody may have."""
    try:
        source = export_source(key)
    except KeyError:
        return False
    return bool(user.is_active) and source.allowed(user, params)
