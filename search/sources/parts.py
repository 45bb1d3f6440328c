"""What of a model's object is searched, by what its own class says to Wagtail."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from wagtail.search import index

_TITLES = frozenset({"title", "question"})
_LEADS = frozenset({"lead", "intro", "search_description", "position", "number", "concerns", "address"})


class Parts(NamedTuple):
    """The texts of an object by weight."""

    title: str
    lead: str
    body: str


def searched_parts(instance: index.Indexed) -> Parts:
    """The texts that the class of ``instance`` names in ``search_fields``."""
    found: dict[str, list[str]] = {"title": [], "lead": [], "body": []}
    for name, text in _texts(instance, instance.get_search_fields()):
        place = "title" if name in _TITLES else "lead" if name in _LEADS else "body"
        if text and text not in found[place]:
            found[place].append(text)
    return Parts(*("\n".join(found[place]) for place in ("title", "lead", "body")))


def _texts(instance: Any, fields: list[Any]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if isinstance(field, index.RelatedFields):
            related = field.get_value(instance)
            for other in related.all() if hasattr(related, "all") else [related] if related else []:
                yield from _texts(other, field.fields)
        elif isinstance(field, index.SearchField):
            yield field.field_name, _plain(field.get_value(instance))


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_plain, value)))
    return str(value).strip() if value else ""
