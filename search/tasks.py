from celery import shared_task

from community.core.models import CommunityDocument
from community.core.retention import retention_run
from search.services import documents_index, engagement_index, subtree_index
from search.sources.documents import documents_of_pages

# Until the page is written with what it links to.
AFTER_THE_PAGE = 2


@shared_task
def page_documents_index(page_id: int, document_ids: list[int]) -> None:
    """Read the documents to which a page links, or did before."""
    documents_index(document_ids={*document_ids, *documents_of_pages([page_id])})


@shared_task
def document_index(document_id: int) -> None:
    documents_index(document_ids=[document_id])


@shared_task
def branch_index(path: str) -> None:
    """Write a branch of the tree anew."""
    subtree_index(path=path)


@shared_task
def engagement_reindex() -> None:
    """Write petitions and polls anew."""
    engagement_index()


@shared_task
def documents_look_over() -> None:
    """Read every document whose turn was missed, every night; what has not changed is not read again."""
    documents_index(document_ids=CommunityDocument.objects.values_list("pk", flat=True))


@shared_task
def search_reports_forget() -> None:
    """Keep reports of questions no longer than they are of use, every night."""
    retention_run("search-reports")
