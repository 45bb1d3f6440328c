"""What is done with the index: single things as they change, all of it by a command."""

from collections.abc import Callable, Iterable, Sequence

from wagtail.models import Page

from community.core.models import CommunityDocument
from search.indexing import Indexable, entries_remove, entries_write
from search.models import SearchEntry, VocabularyTerm
from search.sources import documents, engagement, pages
from search.vocabulary import held_words_forget

BATCH = 200

Batches = Callable[[int, int], tuple[list[Indexable], int]]
Progress = Callable[[str, int], None]


def thing_index(*, source: str, object_id: int, indexable: Indexable | None) -> None:
    """Write what is to be found of a thing, or take it out."""
    if indexable:
        entries_write(items=[indexable])
    else:
        entries_remove(source=source, object_ids=[object_id])


def documents_index(*, document_ids: Iterable[int]) -> None:
    """Read documents anew: their files, and whether a public page still links to them."""
    for document in CommunityDocument.objects.filter(pk__in=list(document_ids)).select_related("collection"):
        thing_index(source=documents.SOURCE, object_id=document.pk, indexable=documents.document_indexable(document))


def subtree_index(*, path: str) -> None:
    """Write a page and all below it anew: whether they are public may have changed."""
    keys = list(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        found = [pages.page_indexable(page) for page in Page.objects.filter(pk__in=batch).specific()]
        held = [item for item in found if item]
        entries_remove(source=pages.SOURCE, object_ids=set(batch) - {item.object_id for item in held})
        entries_write(items=held)
    documents_index(document_ids=documents.documents_of_pages(keys))


def engagement_index() -> None:
    """Write every petition and poll anew: the page they stand below has appeared, moved or gone."""
    for source, batches in _ENGAGEMENT.items():
        _source_rebuild(source, batches, _silently)


def index_rebuild(*, progress: Progress) -> None:
    """Write everything anew in small transactions, while the site goes on searching in what there is."""
    terms: set[str] = set()
    for source, batches in _SOURCES.items():
        terms |= _source_rebuild(source, batches, progress)
    _vocabulary_prune(terms)
    held_words_forget()


def _source_rebuild(source: str, batches: Batches, progress: Progress) -> set[str]:
    terms: set[str] = set()
    seen: set[int] = set()
    after = 0
    while True:
        items, after = batches(after, BATCH)
        terms |= entries_write(items=items)
        seen.update(item.object_id for item in items)
        progress(source, len(seen))
        if not after:
            break
    held = SearchEntry.objects.filter(source=source).values_list("object_id", flat=True)
    _removed_in_batches(source, sorted(set(held) - seen))
    return terms


def _removed_in_batches(source: str, gone: Sequence[int]) -> None:
    for start in range(0, len(gone), BATCH):
        entries_remove(source=source, object_ids=gone[start : start + BATCH])


def _vocabulary_prune(terms: set[str]) -> None:
    """Forget words that nothing uses any more."""
    unused = [pk for pk, term in VocabularyTerm.objects.values_list("pk", "term").iterator() if term not in terms]
    for start in range(0, len(unused), BATCH):
        VocabularyTerm.objects.filter(pk__in=unused[start : start + BATCH]).delete()


def _documents(after: int, size: int) -> tuple[list[Indexable], int]:
    batch = list(CommunityDocument.objects.filter(pk__gt=after).select_related("collection").order_by("pk")[:size])
    found = [item for document in batch if (item := documents.document_indexable(document))]
    return found, batch[-1].pk if batch else 0


def _silently(source: str, number: int) -> None:
    """For when nobody watches."""


_ENGAGEMENT: dict[str, Batches] = {
    engagement.PETITION: engagement.petitions_indexable,
    engagement.POLL: engagement.polls_indexable,
}
_SOURCES: dict[str, Batches] = {pages.SOURCE: pages.pages_indexable, **_ENGAGEMENT, documents.SOURCE: _documents}
