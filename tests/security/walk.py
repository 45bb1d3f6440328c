"""Every address of the site with the keys of rows that are really there, and what a request writes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby, product
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern
from django.utils.regex_helper import normalize
from wagtail.models import Page, PageQuerySet

from community.core.routing import SubURLConfMixin

PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
NAMES = re.compile(r"%\((\w+)\)s")
WRITING = re.compile(
    r'^\s*(INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)', re.IGNORECASE
)
# Of Wagtail: what ends the visit, and a failure on purpose.
LEFT_OUT = re.compile(r"/(admin/logout|kabinet/vykhid|admin/failwhale)/")

Values = dict[str, list[str]]


@dataclass(frozen=True)
class Route:
    """An address as a template, such as ``/admin/users/edit/%(pk)s/``, and what answers there."""

    template: str
    callback: Any = field(compare=False)
    pattern: str = field(compare=False, default="")

    @property
    def names(self) -> list[str]:
        return NAMES.findall(self.template)

    @property
    def model(self) -> type[Model] | None:
        """Whose rows its keys name, where the view says so."""
        view = getattr(self.callback, "view_class", None)
        given = getattr(self.callback, "view_initkwargs", {})
        model = given.get("model") or getattr(view, "model", None)
        return model if isinstance(model, type) and issubclass(model, Model) else None

    def addresses(self, values: Values) -> list[str]:
        """Filled in with each combination of ``values``; where the view names its model, with keys of its rows alone.

        These are ``values`` of the model's label, else its first row.
        """
        names = self.names
        options = [self._options(name, values) for name in names]
        return [
            self.template % dict(zip(names, map(quote, combination), strict=True)) for combination in product(*options)
        ]

    def _options(self, name: str, values: Values) -> list[str]:
        keys = name in {"pk", "object_id", "instance_pk", "id", "_0"} and self.model
        if keys and (known := values.get(keys._meta.label)):
            return known
        if keys and (first := keys._default_manager.order_by("pk").values_list("pk", flat=True).first()) is not None:
            return [str(first)]
        return values.get(name, values["*"])


def routes(*, every_page: bool = True) -> Iterator[Route]:
    """All of the resolver, then the live pages, or one of each kind, and what they resolve below themselves."""
    for route in _walk(get_resolver().url_patterns, "/"):
        # Pages of the tree answer all that is left; they come from the tree itself.
        if "%(_0)s" not in route.template and not LEFT_OUT.match(route.template):
            yield route
    for page in Page.objects.live().specific() if every_page else one_of_each_kind(Page.objects.live()):
        base = (page.get_url() or "").replace("%", "%%")
        if base:
            yield Route(base, page.serve)
        if base and isinstance(page, SubURLConfMixin):
            yield from _walk(page.get_subpage_urls(), base)


def one_of_each_kind(pages: PageQuerySet) -> list[Page]:
    """The first in the tree: pages of one kind are drawn by one template and answer by one view."""
    found = pages.order_by("content_type", "path").specific()
    return [next(group) for _kind, group in groupby(found, key=lambda page: page.content_type_id)]


def _walk(patterns: Any, prefix: str) -> Iterator[Route]:
    for entry in patterns:
        for part in _formats(entry):
            if isinstance(entry, URLResolver):
                yield from _walk(entry.url_patterns, prefix + part)
            else:
                yield Route(prefix + part, entry.callback)


def _formats(entry: URLPattern | URLResolver) -> list[str]:
    pattern = entry.pattern
    if isinstance(pattern, RoutePattern):
        return [PARAMETER.sub(r"%(\1)s", str(pattern))]
    assert isinstance(pattern, RegexPattern)
    return [form for form, _names in normalize(str(pattern))]


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables into which anything is written meanwhile."""
    tables: set[str] = set()

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        # A size of a picture is made by the first answer that shows it, one of refusal too.
        if (found := WRITING.match(str(sql))) and found[2] != "core_communityrendition":
            tables.add(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
