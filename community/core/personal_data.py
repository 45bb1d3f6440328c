"""What the site knows about a person: every app says how its part is shown, handed out and erased.

Empty here; filled in each owner's ``AppConfig.ready``. The own page, the download and the deletion read it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Record = dict[str, Any]


@dataclass(frozen=True)
class PersonalDataSource:
    """One app's part. ``export`` returns JSON types; ``template`` is the section of the own page, rendered with the
    result of ``context``; ``erase`` runs in the transaction that deletes the account, before the account goes, and is
    left out by who keeps nothing outside of it.
    """

    key: str
    title: str | Promise
    export: Callable[[Any], list[Record]]
    erase: Callable[[Any], None] | None = None
    template: str = ""
    context: Callable[[Any], Record] | None = None


_sources: dict[str, PersonalDataSource] = {}


def register_personal_data(source: PersonalDataSource) -> None:
    """Add a part, or replace the one of the same key. The own page shows them in the order of registration."""
    _sources[source.key] = source


def personal_data_sources() -> list[PersonalDataSource]:
    """All parts, in the order of registration."""
    return list(_sources.values())
