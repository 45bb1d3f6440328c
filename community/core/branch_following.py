"""What happens when a page gets another address, wherever it came from: the editor, a move, a script."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from community.core import tasks
from community.core.models import FormerAddress


@receiver(post_save, sender=FormerAddress)
def branch_order(sender: type[FormerAddress], instance: FormerAddress, **kwargs: Any) -> None:
    """Have a worker write the pages below; when the broker is away, the sweep finds the row."""
    if instance.is_due:
        transaction.on_commit(tasks.branches_queue, robust=True)


@receiver(post_page_move)
def move_follow(sender: type[Page], instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    if url_path_before != url_path_after:
        # Wagtail has written the pages below, but by what was written: after an unfinished renaming that is wrong.
        FormerAddress.objects.leave(instance, {url_path_before}, is_due=not instance.is_leaf())


@receiver(page_slug_changed)
def renaming_follow(sender: type[Page], instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """For pages saved as plain ``Page``; the site's own types have left their address in the same transaction."""
    if not FormerAddress.objects.filter(url_path=instance_before.url_path, page_id=instance.pk).exists():
        FormerAddress.objects.leave(instance, {instance_before.url_path}, is_due=False)
