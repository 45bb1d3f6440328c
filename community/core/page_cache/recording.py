"""What a page was made of: noted from the queries that made it, so that a change finds the pages that show it.

A query by primary keys makes the page depend on these rows, any other on everything its tables hold. Code that knows
better says so by ``reading_as``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page

from community.core.page_cache.tables import Kind, kind_of

View = Callable[..., HttpResponseBase]

_READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')
_BY_KEY = re.compile(
    r'WHERE "(?P<table>\w+)"\."(?:id|page_ptr_id)" (?:= %s|IN \([%s, ]+\))(?: ORDER BY [^()]*?)?(?: LIMIT \d+)?$'
)
# What every page is made of before its own view begins.
ALWAYS = ("table:wagtailcore_site", "table:wagtailcore_pageviewrestriction", "table:core_communitysettings")


class Recording:
    """The tags of one answer. Finding the page by its address is no part of it: the address stays while it stays."""

    def __init__(self) -> None:
        self.tags: set[str] = set(ALWAYS)
        self.is_for_all = False
        self._known_better = 0

    def begin(self, *tags: str) -> None:
        """From here on the view works; without a word from it nothing is kept."""
        self.is_for_all = True
        self.tags.update(tags)

    @contextmanager
    def known_better(self, tags: Iterable[str]) -> Iterator[None]:
        self.tags.update(tags)
        self._known_better += 1
        try:
            yield
        finally:
            self._known_better -= 1

    def read(self, sql: str, params: Any) -> None:
        """Note a query."""
        if self._known_better or not sql.startswith("SELECT"):
            return
        by_key = _BY_KEY.search(sql)
        for table in set(_READ.findall(sql)):
            if by_key and by_key["table"] == table and kind_of(table) in {Kind.PAGE, Kind.FILE}:
                self._read_rows(table, params)
            elif kind_of(table) is Kind.PAGE:
                self._read_pages(table, sql)
            elif kind_of(table) not in {Kind.QUIET, Kind.PART}:
                self.tags.add(f"table:{table}")

    def _read_rows(self, table: str, params: Any) -> None:
        kind = "page" if kind_of(table) is Kind.PAGE else table
        self.tags.update(f"{kind}:{key}" for key in params or ())

    def _read_pages(self, table: str, sql: str) -> None:
        # A type of its own says more than the table of all pages that stands beside it.
        others = set(_READ.findall(sql)) - {table}
        is_said_by_another = table == "wagtailcore_page" and any(_is_type(other) for other in others)
        if self.is_for_all and not is_said_by_another:
            self.tags.add(f"set:{table}")


def _is_type(table: str) -> bool:
    """A type of pages, or the sites, whose front pages never come or go unnoticed."""
    return table == "wagtailcore_site" or (table != "wagtailcore_page" and kind_of(table) is Kind.PAGE)


_current: ContextVar[Recording | None] = ContextVar("page_cache_recording", default=None)


def current_recording() -> Recording | None:
    """The recording under way in this thread."""
    return _current.get()


@contextmanager
def recording() -> Iterator[Recording]:
    """Record what the block reads."""
    made = Recording()
    token = _current.set(made)
    try:
        yield made
    finally:
        _current.reset(token)


def children_of(page: Page) -> str:
    """The tag of whatever lists the pages right under ``page``."""
    return f"children:{page.path}"


def shown_to_all(*tags: str) -> None:
    """Say that the answer in the making is the same for every visitor and may be kept; ``tags``: what it shows."""
    if (made := _current.get()) is not None:
        made.begin(*tags)


def depends_on(*tags: str) -> None:
    """Say what the page in the making shows besides what its queries tell."""
    if (made := _current.get()) is not None:
        made.tags.update(tags)


@contextmanager
def reading_as(*tags: str) -> Iterator[None]:
    """Say of the queries in the block, which must run in it, that they depend on ``tags`` only."""
    made = _current.get()
    if made is None:
        yield
    else:
        with made.known_better(tags):
            yield


def same_for_all(view: View) -> View:
    """A view outside the tree whose answers may be kept."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        shown_to_all()
        return view(request, *args, **kwargs)

    return shown
