"""Marked text that came alive: an element, a handler, an address that runs, a computed template."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase

from tests.security.html_tree import Element, elements

MARK = "xm9"
COMPUTED = f"{MARK}1337"
# Out of a value with either quote, of what may hold no elements, of a program, of a template.
PAYLOADS = (
    f"'\" on{MARK}=1 ></script></title></textarea></style></noscript></template><{MARK}>{MARK}{{{{7*191}}}}",
    f"'\" on{MARK}=1 ></script></title><{MARK}>",
    f"'\"><{MARK}>",
    f"https://a.example/'\"><{MARK}>",
    f'"<{MARK}>"@a.example',
    f"javascript:{MARK}()",
    f"<{MARK}>",
)
ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset", "cite", "background"}
RUNNING = ("javascript:", "vbscript:", "data:")


def alive(html: str) -> list[str]:
    """What of the marks a browser would obey."""
    found = [COMPUTED] if COMPUTED in html else []
    for element in elements(html):
        found.extend(_of_element(element))
    return found


def _of_element(element: Element) -> Iterator[str]:
    if element.name.startswith(MARK):
        yield f"<{element.name}>"
    for name, value in element.attributes.items():
        if name.startswith(f"on{MARK}"):
            yield f"{element.name}[{name}]"
        elif name.startswith("on") and MARK in value:
            yield f"{element.name}[{name}]={value}"
        elif name == "srcdoc" and MARK in value:
            yield from alive(value)
        elif name in ADDRESSES and MARK in value and _runs(value):
            yield f"{element.name}[{name}]={value}"
    if element.name == "script" and f"'\" on{MARK}" in element.text:
        yield f"script: {element.text[:80]}"


def _runs(address: str) -> bool:
    return "".join(sign for sign in address if sign > " ").lower().startswith(RUNNING)


def htmls(response: HttpResponseBase) -> Iterator[str]:
    """The page, or the pieces of HTML inside an answer to a script."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith(("text/html", "image/svg")):
        yield response.getvalue().decode()
    elif kind.startswith("application/json"):
        yield from _strings(json.loads(response.getvalue()), "html")


def _strings(value: Any, wanted: str, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, wanted, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, wanted, name)
    elif isinstance(value, str) and wanted in name:
        yield value
