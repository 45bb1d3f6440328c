"""What waits for somebody of the staff. Every app says it for its own part; the admin's home page shows it.

Empty here; filled in each owner's ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class AttentionItem:
    """One line of the panel: what it is, how many, and where to go. ``urgent`` ones come first and say so."""

    text: str | Promise
    count: int
    url: str
    urgent: bool = False


AttentionSource = Callable[[HttpRequest], list[AttentionItem]]
_sources: list[AttentionSource] = []


def register_attention(source: AttentionSource) -> None:
    """Add a source. It asks for the rights of ``request.user`` itself and leaves out what there is none of."""
    if source not in _sources:
        _sources.append(source)


def attention_items(request: HttpRequest) -> list[AttentionItem]:
    """Everything that waits for this person, the urgent first."""
    return sorted(_collected(request), key=lambda item: not item.urgent)


def _collected(request: HttpRequest) -> Iterator[AttentionItem]:
    for source in _sources:
        yield from source(request)
