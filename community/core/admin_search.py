"""The search of the admin: Wagtail's own index, kept without looking at all of it for every page that is saved."""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from modelsearch.backends import database
from modelsearch.backends.base import BaseIndex, BaseSearchBackend, FilterFieldError


def backend(params: dict[str, Any]) -> BaseSearchBackend:
    """The backend of the database in use; named in ``WAGTAILSEARCH_BACKENDS``."""
    kind: Any = type(database.SearchBackend(params))
    return _backend_class(kind)(params)


@cache
def _backend_class(backend_class: type[BaseSearchBackend]) -> type[BaseSearchBackend]:
    """The class that also searches among rows chosen by what the library cannot read: a tag, a count of uses.

    Wagtail offers both beside the search of pictures, and breaks when both are asked for.
    """

    class Backend(backend_class):
        index_class = _index_class(backend_class.index_class)

        def _search(self, compiler: Any, query: Any, rows: Any, **options: Any) -> Any:
            # The library puts a quotation mark into SQLite's own language of queries as it is, and breaks.
            query = " ".join(query.replace('"', " ").split()) if isinstance(query, str) else query
            try:
                return super()._search(compiler, query, rows, **options)
            except (FilterFieldError, AttributeError):
                if not isinstance(rows, QuerySet):
                    raise
                keys = list(rows.order_by().values_list("pk", flat=True))
                return super()._search(compiler, query, rows.model._default_manager.filter(pk__in=keys), **options)

    return Backend


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
