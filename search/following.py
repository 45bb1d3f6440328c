"""The index follows what is published. Pages are written in the same transaction: what is seen can be found.

Files of documents and whole branches take long, so they are left to tasks; until then ``public()`` hides what it must.
"""

from functools import partial
from typing import Any

from celery import Task
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from community.core.models import CommunityDocument
from engagement.models import Petition, Poll, PollOption
from engagement.petitions.signals import petition_stepped
from search import tasks
from search.indexing import entries_remove
from search.models import SearchEntry
from search.services import thing_index
from search.sources import documents, engagement, pages

# What Wagtail writes beside the texts when a draft is saved; the draft itself is not public.
_NOT_TEXT = frozenset(
    {"latest_revision", "draft_title", "has_unpublished_changes", "latest_revision_created_at", "locked", "locked_by",
     "locked_at", "go_live_at", "expire_at", "live_revision", "owner", "alias_of"}
)  # fmt: skip


@receiver(post_save)
def page_follow(sender: type[Any], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Write a page when it is saved, unless only its draft was."""
    changed = kwargs.get("update_fields")
    if raw or not isinstance(instance, Page) or (changed is not None and changed <= _NOT_TEXT):
        return
    # With some fields written the instance may hold a draft in the others.
    page = instance if changed is None else Page.objects.get(pk=instance.pk)
    page_index(page.specific)


def page_index(page: Page) -> None:
    """Write the page now, and after the transaction what depends on it."""
    linked = list(
        SearchEntry.objects.filter(source=documents.SOURCE, page_id=page.pk).values_list("object_id", flat=True)
    )
    thing_index(source=pages.SOURCE, object_id=page.pk, indexable=pages.page_indexable(page))
    if engagement.is_index(page):
        _later(tasks.engagement_reindex)
    if linked or page.live:
        _later(tasks.page_documents_index, page.pk, linked)


@receiver(post_save, sender=Poll)
@receiver(post_save, sender=PollOption)
def poll_follow(sender: type[Any], instance: Poll | PollOption, **kwargs: Any) -> None:
    poll_id = instance.pk if isinstance(instance, Poll) else instance.poll_id
    poll = Poll.objects.filter(pk=poll_id).first()
    thing_index(source=engagement.POLL, object_id=poll_id, indexable=engagement.poll_indexable(poll) if poll else None)


@receiver(post_save, sender=Petition)
def petition_follow(sender: type[Petition], instance: Petition, **kwargs: Any) -> None:
    petition_index(instance)


@receiver(petition_stepped)
def petition_step_follow(sender: type[Petition], petition: Petition, **kwargs: Any) -> None:
    petition_index(petition)


def petition_index(petition: Petition) -> None:
    thing_index(source=engagement.PETITION, object_id=petition.pk, indexable=engagement.petition_indexable(petition))


@receiver(post_save, sender=CommunityDocument)
def document_follow(sender: type[CommunityDocument], instance: CommunityDocument, **kwargs: Any) -> None:
    _later(tasks.document_index, instance.pk)


@receiver(post_delete, sender=Petition)
@receiver(post_delete, sender=Poll)
@receiver(post_delete, sender=CommunityDocument)
def leave_with(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Pages take their entries along by the key; these have none."""
    source = {Petition: engagement.PETITION, Poll: engagement.POLL}.get(sender, documents.SOURCE)
    entries_remove(source=source, object_ids=[instance.pk])


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def restriction_follow(sender: type[Any], instance: PageViewRestriction, **kwargs: Any) -> None:
    """A branch becomes private or public: its words leave the index or come back."""
    _later(tasks.branch_index, instance.page.path)


def _later(task: "Task[Any, Any]", *values: Any) -> None:
    queue = partial(task.apply_async, values, retry=False, countdown=tasks.AFTER_THE_PAGE)
    transaction.on_commit(queue, robust=True)
