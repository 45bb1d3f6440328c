from celery import shared_task
from django.core.management import call_command


@shared_task
def publish_scheduled() -> None:
    """Publish and expire what editors scheduled, each minute."""
    call_command("publish_scheduled")
