"""What a person reads on a screen of the admin, and where its screens are."""

import json
import re
from collections.abc import Iterator, Set
from html.parser import HTMLParser

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

# Attributes that a browser or a screen reader tells; the last two are swapped in by scripts.
TOLD = (
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "title",
    "data-w-progress-active-value",
    "data-w-tooltip-content-value",
)
# What is inside is no prose, or is a person's own text.
UNREAD = {"script", "style", "code", "pre", "svg", "kbd", "textarea", "template"}
BUTTONS = {"submit", "button", "reset"}
# An address, an e-mail, a name of a file or of a variable: it begins with a slash or has parts joined by other signs.
TECHNICAL = re.compile(r"(?<![^\s«(])/\S*|\S*[\w-]+[.@_:=\\]+\w\S*")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’]+")


class Reader(HTMLParser):
    """Collects the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in UNREAD:
            self.skipped.append(tag)
        told = [values.get(name) for name in TOLD]
        if tag == "input" and values.get("type") in BUTTONS:
            told.append(values.get("value"))
        self.texts.extend(text for text in told if text)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.skipped:
            del self.skipped[self.skipped.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.skipped and data.strip():
            self.texts.append(" ".join(data.split()))


def html_of(response: HttpResponseBase) -> str:
    """The page, or the window that Wagtail sends as JSON; nothing of a file or a script."""
    kind = response.headers.get("Content-Type", "")
    text = b"".join(response).decode() if kind.startswith(("text/html", "application/json")) else ""
    if kind.startswith("application/json"):
        window = json.loads(text)
        return str(window.get("html", "")) if isinstance(window, dict) else ""
    return text


def english(page: str, allowed: Set[str]) -> Iterator[tuple[str, str]]:
    """Latin words outside ``allowed``, each with the text it stands in."""
    reader = Reader()
    reader.feed(page)
    for text in reader.texts:
        for word in LATIN.findall(TECHNICAL.sub(" ", text)):
            if word not in allowed:
                yield word, text


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every route of the site, as it is written in the URL configurations."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)
