import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone
from wagtail.models import Page

from community.core import branches
from community.core.exports import making
from community.core.health import checks
from community.core.media import making as renditions
from community.core.models import ExportJob
from community.core.retention import retention_run
from community.core.scheduling import scheduled_publish

logger = logging.getLogger(__name__)

# How much one sweep hands over, and how long the queue has to begin with it before it is handed over again.
SWEEP_SIZE = 100
HANDED_OVER = timedelta(minutes=10)
PICTURES_A_NIGHT = 5000


@shared_task
def beat_tick() -> None:
    """Tell the checks of health that the schedule is kept, twice a minute."""
    checks.beat_ticked()


@shared_task
def publish_scheduled() -> None:
    """Publish and expire what editors scheduled, each minute."""
    scheduled_publish()


@shared_task
def export_job_make(job_id: str, attempts: int) -> None:
    """Make one attempt; a repeated or late task finds ``attempts`` moved on and does nothing."""
    making.export_job_make(job_id=UUID(job_id), attempts=attempts)


@shared_task
def export_jobs_sweep() -> None:
    """Queue whatever is due; it is marked only once the broker took it, so a dead broker loses nothing."""
    due = list(ExportJob.objects.due().values_list("pk", "attempts")[:SWEEP_SIZE])
    for job_id, attempts in due:
        export_job_queue(job_id, attempts)
    ExportJob.objects.due().filter(pk__in=[pk for pk, _ in due]).update(due_at=timezone.now() + HANDED_OVER)


@shared_task
def export_jobs_erase() -> None:
    """Keep no file longer than promised, every night."""
    retention_run("exports-erase")


# Not handed over again when its worker dies: it may have died of the picture. The night tries again.
@shared_task(acks_late=False, time_limit=300)
def renditions_make(picture_ids: list[int]) -> None:
    """Make one picture ready and queue again for the others, so that letters wait for one at most."""
    first, *others = picture_ids
    renditions_queue(others)
    renditions.renditions_make(picture_id=first)


@shared_task
def renditions_sweep() -> None:
    """Make ready what was missed, every night: the broker was away, a file failed, the sizes are new."""
    renditions_queue(renditions.pictures_lacking()[:PICTURES_A_NIGHT])


@shared_task
def branches_settle() -> None:
    """Write the addresses of pages below those that were renamed: at once, and each minute what was cut off."""
    branches.branches_settle()


@shared_task
def addresses_check() -> None:
    """Compare the address written in every page with the tree, every night."""
    if written := branches.branch_settle(Page.get_first_root_node()):
        logger.warning("The addresses of %d pages did not agree with the tree and have been written anew", written)


def branches_queue() -> None:
    """Have a worker settle what waits, without waiting for a broker that is away."""
    branches_settle.apply_async(retry=False)


def export_job_queue(job_id: UUID, attempts: int = 0) -> None:
    """Give the broker one attempt, without waiting for it to come back when it is away."""
    export_job_make.apply_async((str(job_id), attempts), retry=False)


def renditions_queue(picture_ids: list[int]) -> None:
    """Hand pictures over, without waiting for a broker that is away."""
    if picture_ids:
        renditions_make.apply_async((picture_ids,), retry=False)
