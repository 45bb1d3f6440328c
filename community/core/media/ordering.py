"""When pictures are made ready: a page comes out, a picture or its focal point changes, a picture is put somewhere."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from community.core import tasks
from community.core.media.places import pictures_of


def renditions_order(pictures: Callable[[], list[int]]) -> None:
    """Have a worker make them ready once what is under way is in the database; only then is it known what they are.

    Robust: when the broker is away, pages show what there is, and the night finds what is missing.
    """
    transaction.on_commit(lambda: tasks.renditions_queue(pictures()), robust=True)


@receiver(page_published)
def page_pictures_order(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    renditions_order(lambda: pictures_of(instance))
