"""News that come again and again: ready texts with places to fill in, kept in ``patterns.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

PATTERNS = Path(__file__).with_name("patterns.toml")


@dataclass(frozen=True)
class Pattern:
    """One of them; ``body`` is as a stream field stores it."""

    name: str
    label: str
    about: str
    title: str
    lead: str
    body: list[str | dict[str, str]]

    def stream(self) -> list[dict[str, Any]]:
        """The blocks of the body, each new: two articles must not share them."""
        return [{"id": str(uuid4()), **_block(entry)} for entry in self.body]


@cache
def patterns() -> dict[str, Pattern]:
    """All patterns by name, in the order of the file."""
    entries = tomllib.loads(PATTERNS.read_text(encoding="utf-8"))["pattern"]
    return {entry["name"]: Pattern(**entry) for entry in entries}


def _block(entry: str | dict[str, str]) -> dict[str, Any]:
    if isinstance(entry, str):
        return {"type": "paragraph", "value": entry}
    if "quote" in entry:
        quote = {"text": entry["quote"], "author": entry["author"], "position": entry["position"]}
        return {"type": "quote", "value": quote}
    return {"type": "callout", "value": {"kind": entry["kind"], "title": entry["title"], "text": entry["callout"]}}
