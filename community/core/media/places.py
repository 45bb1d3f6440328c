"""Which pictures stand where, by Wagtail's index of references, and so in which kinds each of them is needed.

How a field shows its pictures, its owner says by ``pictures_shown`` when the app starts.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.models.reference_index import ReferenceIndexQuerySet

Kinds = frozenset[str]
_kinds: dict[str, Kinds] = {}


def pictures_shown(path: str, *kinds: str) -> None:
    """Say in which kinds templates show the pictures of a field: ``cover``, or in a body ``image.image``."""
    _kinds[path] = _kinds.get(path, frozenset()) | frozenset(kinds)


def kinds_of_pictures(picture_ids: Iterable[int] | None = None) -> dict[int, Kinds]:
    """The kinds in which the site shows these pictures, or all there are."""
    references = _to_pictures()
    if picture_ids is not None:
        references = references.filter(to_object_id__in=[str(pk) for pk in picture_ids])
    kinds: defaultdict[int, Kinds] = defaultdict(frozenset)
    for picture_id, path in references.values_list("to_object_id", "model_path").distinct():
        kinds[int(picture_id)] |= _kinds_at(path)
    return dict(kinds)


def pictures_of(shown: Model) -> list[int]:
    """The pictures a page, or whatever else, refers to."""
    references = _to_pictures() & ReferenceIndex.get_references_for_object(shown)
    return sorted({int(pk) for pk in references.values_list("to_object_id", flat=True)})


def _to_pictures() -> ReferenceIndexQuerySet:
    content_type = ReferenceIndex._get_base_content_type(get_image_model())
    return ReferenceIndex.objects.filter(to_content_type=content_type)


def _kinds_at(path: str) -> Kinds:
    shown = (kinds for known, kinds in _kinds.items() if f".{path}".endswith(f".{known}"))
    return frozenset[str]().union(*shown)
