"""Forms that residents sent leave when the term of their page is over; nothing of them remains.

Everything goes in batches of one transaction each: a run that was cut short is continued by the next.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from home.models import FormAnswer, FormPage

logger = logging.getLogger(__name__)

BATCH = 1000


@dataclass(frozen=True)
class AnswersForgotten:
    """One line of the report: a form, and how many sent ones were, or would be, erased."""

    page: FormPage
    answers: int


def form_answers_forget(*, dry_run: bool = False) -> list[AnswersForgotten]:
    """Erase what was sent longer ago than its page promises; with ``dry_run`` only count it."""
    pages = FormPage.objects.order_by("path")
    counted = [AnswersForgotten(page, _due(page).count() if dry_run else _forget(page)) for page in pages]
    report = [line for line in counted if line.answers]
    if report and not dry_run:
        logger.info("Erased submissions of %d forms", len(report))
    return report


def _due(page: FormPage) -> QuerySet[FormAnswer]:
    return page.answers.filter(submit_time__lt=timezone.now() - timedelta(days=page.retention_days))


def _forget(page: FormPage) -> int:
    erased = 0
    while batch := list(_due(page).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        FormAnswer.objects.filter(pk__in=batch).delete()
        erased += len(batch)
    return erased
