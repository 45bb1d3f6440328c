"""What leaves when its term is over: every app says how much is due and how it is erased; each run is written down.

Empty here but for what the core keeps itself; filled in each owner's ``AppConfig.ready``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise

from community.core.local_time import today
from community.core.models import ErasedDay


@dataclass(frozen=True)
class RetentionJob:
    """One kind of data, ``key`` the name of its task in the schedule; ``due`` counts what ``erase`` would erase now."""

    key: str
    title: str | Promise
    due: Callable[[], int]
    erase: Callable[[], int]


_jobs: dict[str, RetentionJob] = {}


def register_retention(job: RetentionJob) -> None:
    """Make a kind of data known to the report; the same key replaces."""
    _jobs[job.key] = job


def retention_jobs() -> list[RetentionJob]:
    """By their names."""
    return sorted(_jobs.values(), key=lambda job: job.key)


def retention_run(key: str) -> int:
    """Erase what is due of one kind and write down how much; the report shows too that nothing was due."""
    erased = _jobs[key].erase()
    with transaction.atomic():
        row, _is_new = ErasedDay.objects.get_or_create(job=key, day=today())
        ErasedDay.objects.filter(pk=row.pk).update(rows=F("rows") + erased, ran_at=timezone.now())
    return erased
