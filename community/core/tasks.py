from celery import shared_task

from community.core.scheduling import scheduled_publish


@shared_task
def publish_scheduled() -> None:
    """Publish and expire what editors scheduled, each minute."""
    scheduled_publish()
