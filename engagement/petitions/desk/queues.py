"""The desk's queues: what waits for whom, by the law's clocks."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, F, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.core.local_time import day_end, local_day
from engagement.models import Petition
from engagement.models.petition import PetitionQuerySet
from engagement.models.petition_states import AnswerState, Collection, Publication


class Queue(TextChoices):
    NEW = "new", pgettext_lazy("petitions", "New")
    TODAY = "today", _("Due today")
    OVERDUE = "overdue", _("Overdue")
    AWAITING = "awaiting", _("To begin the review of")
    REVIEW = "review", _("Under review")
    APPEALS = "appeals", _("Appeals")


def _today() -> Q:
    now = timezone.now()
    return Q(due_at__gte=now, due_at__lte=day_end(local_day(now)))


CONDITIONS: dict[str, Callable[[], Q]] = {
    Queue.NEW: lambda: Q(publication=Publication.SUBMITTED),
    Queue.TODAY: _today,
    Queue.OVERDUE: lambda: Q(due_at__lt=timezone.now()),
    Queue.AWAITING: lambda: Q(answer=AnswerState.AWAITING),
    Queue.REVIEW: lambda: Q(answer=AnswerState.UNDER_REVIEW),
    Queue.APPEALS: lambda: Q(collection=Collection.FAILED),
}


def at_the_desk() -> PetitionQuerySet:
    """What the desk sees: everything once handed in; a draft is its author's own business."""
    return Petition.objects.exclude(publication=Publication.DRAFT)


def by_clock(petitions: PetitionQuerySet) -> PetitionQuerySet:
    """The most urgent first, then what has no clock, the newest first."""
    return petitions.order_by(F("due_at").asc(nulls_last=True), "-submitted_at", "-pk")


def queue_sizes(petitions: PetitionQuerySet) -> dict[str, int]:
    """How many petitions stand in each queue, in one query."""
    numbers: dict[str, Any] = {name: Count("pk", filter=condition()) for name, condition in CONDITIONS.items()}
    return petitions.order_by().aggregate(**numbers)
