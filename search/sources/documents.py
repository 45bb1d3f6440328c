"""Uploaded documents with the text of their files, where a public page links to them.

A document that no public page names may belong to a draft, so it is not found.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from community.core.local_time import local_day
from community.core.models import CommunityDocument
from community.core.page_access import public_only
from search.indexing import Indexable
from search.kinds import DOCUMENTS
from search.models import SearchText
from search.sources.files import file_text

SOURCE = "document"


def document_indexable(document: CommunityDocument) -> Indexable | None:
    """What is found of a document; its file is read only when it is not the one that was read before."""
    page = _page_of(document)
    if not page or document.collection.get_view_restrictions().exists():
        return None
    return Indexable(
        source=SOURCE,
        object_id=document.pk,
        page_id=page.pk,
        tail=document.url,
        kind=DOCUMENTS,
        title=document.title,
        lead=document.filename,
        body=_text(document),
        category=document.file_extension.upper(),
        day=local_day(document.created_at),
    )


def documents_of_pages(page_ids: list[int]) -> list[int]:
    """The documents to which these pages link."""
    held = ReferenceIndex.objects.filter(
        base_content_type=_type_of(Page),
        object_id__in=list(map(str, page_ids)),
        to_content_type=_type_of(CommunityDocument),
    )
    return sorted({int(key) for key in held.values_list("to_object_id", flat=True)})


def _page_of(document: CommunityDocument) -> Page | None:
    references = ReferenceIndex.objects.filter(
        base_content_type=_type_of(Page), to_content_type=_type_of(CommunityDocument), to_object_id=str(document.pk)
    )
    keys = references.annotate(key=Cast("object_id", BigIntegerField())).values("key")
    pages: PageQuerySet = Page.objects.live().filter(pk__in=keys).order_by("pk")
    return public_only(pages).first()


def _text(document: CommunityDocument) -> str:
    """The text of the file, from the index when it has not changed."""
    held = SearchText.objects.filter(entry__source=SOURCE, entry__object_id=document.pk).first()
    if held and held.file_hash and held.file_hash == document.get_file_hash():
        return held.body
    return file_text(document)


def _type_of(model: type[Page] | type[CommunityDocument]) -> ContentType:
    return ContentType.objects.get_for_model(model)
