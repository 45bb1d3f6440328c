"""One attempt to make one file; while rows are read no transaction is open."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone, translation

from community.core.exports.signals import export_ready
from community.core.exports.sources import Export, export_allowed, export_source
from community.core.exports.workbook import xlsx_file
from community.core.models import ExportJob, ExportPart
from community.core.models.exports import ExportFailure, ExportState, kept_until

logger = logging.getLogger(__name__)

# Several times what a workbook of a million rows takes.
LEASE = timedelta(minutes=30)
RETRY_AFTER = timedelta(minutes=2)
MAX_ATTEMPTS = 3
GONE = (Http404, ObjectDoesNotExist, IncorrectLookupParameters)


class NotAllowedError(Exception):
    """Whoever asked has lost the right meanwhile."""


def export_job_make(*, job_id: UUID, attempts: int) -> None:
    """Make the attempt that follows number ``attempts``; nothing where somebody else made it or the job is gone."""
    claimed = ExportJob.objects.attempt(job_id=job_id, attempts=attempts).update(
        state=ExportState.MAKING, attempts=attempts + 1, due_at=timezone.now() + LEASE
    )
    if not claimed:
        return
    job = ExportJob.objects.select_related("user").get(pk=job_id)
    if job.attempts > MAX_ATTEMPTS:
        _settle_failed(job, ExportFailure.INTERRUPTED)
        return
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _make(job)
    except NotAllowedError:
        _settle_failed(job, ExportFailure.REFUSED)
    except GONE:
        _settle_failed(job, ExportFailure.GONE)
    except Exception:
        logger.exception("Export %s: attempt %s failed", job.pk, job.attempts)
        _settle_broken(job)


def export_jobs_due() -> QuerySet[ExportJob]:
    """Whose time is over."""
    return ExportJob.objects.filter(expires_at__lte=timezone.now())


def export_jobs_erase() -> int:
    """Erase files whose time is over, and what was asked for with them; return how many."""
    due = list(export_jobs_due())
    for job in due:
        job.delete()
    return len(due)


def _make(job: ExportJob) -> None:
    if not export_allowed(job.user, job.source, job.params):
        raise NotAllowedError
    export = export_source(job.source).export(job.user, job.params)
    with xlsx_file(export.book()) as file:
        _settle_ready(job, export, file)


@transaction.atomic
def _settle_ready(job: ExportJob, export: Export, file: IO[bytes]) -> None:
    """Keep all parts, or none where a later attempt took over: two of them never mix."""
    size = file.seek(0, 2)
    file.seek(0)
    kept = {"ready_at": timezone.now(), "expires_at": kept_until()}
    if not _settle(job, state=ExportState.READY, due_at=None, size=size, rows=export.rows, **kept):
        return
    for number, content in enumerate(iter(partial(file.read, ExportPart.SIZE), b"")):
        ExportPart.objects.create(job=job, number=number, content=content)
    job.refresh_from_db()
    export_ready.send(sender=ExportJob, job=job)


def _settle_broken(job: ExportJob) -> None:
    if job.attempts < MAX_ATTEMPTS:
        _settle(job, state=ExportState.QUEUED, due_at=timezone.now() + RETRY_AFTER)
    else:
        _settle_failed(job, ExportFailure.BROKEN)


def _settle_failed(job: ExportJob, failure: ExportFailure) -> None:
    _settle(job, state=ExportState.FAILED, due_at=None, last_error=failure)
    logger.error("Export %s was not made: %s", job.pk, failure.value)


def _settle(job: ExportJob, **result: str | int | datetime | None) -> Any:
    """Write the result of this attempt, unless its lease ran out and a later one took over."""
    return ExportJob.objects.attempt(job_id=job.pk, attempts=job.attempts).update(**result)
