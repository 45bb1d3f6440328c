"""Every address the site has, taken from its own URL resolver and from the pages that resolve addresses below them."""

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern
from django.utils.regex_helper import normalize
from wagtail.models import Page

from community.core.routing import SubURLConfMixin

PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
# To visit the first two ends the visit; the last is Wagtail's own test of a failure.
LEFT_OUT = re.compile(r"/(admin/logout|kabinet/vykhid|admin/failwhale)/")

Values = dict[str, list[str]]


def routes() -> Iterator[str]:
    """Each address as a template, such as ``/admin/snippets/engagement/poll/edit/%(pk)s/``."""
    for url in walk(get_resolver().url_patterns, "/"):
        # Pages of the tree answer all that is left; they come from the tree itself.
        if "%(_0)s" not in url and not LEFT_OUT.match(url):
            yield url
    for page in Page.objects.live().specific():
        base = page.get_url()
        if base:
            yield base.replace("%", "%%")
        if base and isinstance(page, SubURLConfMixin):
            yield from walk(page.get_subpage_urls(), base.replace("%", "%%"))


def walk(patterns: object, prefix: str) -> Iterator[str]:
    for entry in patterns:  # type: ignore[attr-defined]  # a list or a tuple of Django's
        for part in formats(entry):
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, prefix + part)
            else:
                yield prefix + part


def formats(entry: URLPattern | URLResolver) -> list[str]:
    """What a pattern looks like with its parameters as ``%(name)s``; a regular expression may have several forms."""
    pattern = entry.pattern
    if isinstance(pattern, RoutePattern):
        return [PARAMETER.sub(r"%(\1)s", str(pattern))]
    assert isinstance(pattern, RegexPattern)
    return [form for form, _names in normalize(str(pattern))]


def addresses(values: Values) -> list[str]:
    """Every route filled in with each combination of ``values`` for the names of its parameters."""
    found: dict[str, None] = {}
    for route in routes():
        names = re.findall(r"%\((\w+)\)s", route)
        options = [values.get(name, values["*"]) for name in names]
        for combination in product(*options):
            filled = dict(zip(names, (quote(value) for value in combination), strict=True))
            found[route % filled] = None
    return list(found)
