from typing import Any

from django.db import transaction

from community.core import tasks
from community.core.exports.sources import Export, ExportSource, Params
from community.core.models import ExportJob
from community.core.models.exports import UNDER_WAY


@transaction.atomic
def export_job_enqueue(*, user: Any, source: ExportSource, params: Params, export: Export) -> tuple[ExportJob, bool]:
    """Have a worker make the file; a second click finds the first one's job, and ``False`` says so."""
    asked = {"source": source.key, "params": dict(sorted(params.items()))}
    same = ExportJob.objects.of(user).filter(**asked, state__in=UNDER_WAY).first()
    if same:
        return same, False
    title = export.title[: ExportJob._meta.get_field("title").max_length]
    job = ExportJob.objects.create(**asked, user=user, title=title, query=export.query, rows=export.rows)
    # Robust: when the broker is away the row stays due and the sweep hands it over.
    transaction.on_commit(lambda: tasks.export_job_queue(job.pk), robust=True)
    return job, True
