"""The search of the admin: Wagtail's own index, kept without looking at all of it for every page that is saved."""

from functools import cache
from typing import Any

from modelsearch.backends import database
from modelsearch.backends.base import BaseIndex, BaseSearchBackend


def backend(params: dict[str, Any]) -> BaseSearchBackend:
    """The backend of the database in use; named in ``WAGTAILSEARCH_BACKENDS``."""
    made = database.SearchBackend(params)
    made.index_class = _index_class(made.index_class)
    return made


@cache
def _index_class(index_class: type[BaseIndex]) -> type[BaseIndex]:
    """The class with norms of titles counted by ``update_index`` only.

    They are shares of the average length of all titles, which the library reads anew after every save. They decide only
    how results are ordered by relevance; until the next ``update_index`` an entry counts as one of middling length.
    """

    class Index(index_class):
        def _refresh_title_norms(self, full: bool = False) -> None:
            if full:
                super()._refresh_title_norms(full=True)

    return Index
