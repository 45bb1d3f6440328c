from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.embedded import server_run
from community.wsgi import application


class Command(BaseCommand):
    """Serve the site from this process alone, or (--no-worker) its web part beside workers of their own."""

    help = "Serve the site on 127.0.0.1, with Celery's worker and schedule in the same process."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-worker", action="store_true", help="Celery runs in processes of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        server_run(application, options["port"], with_worker=not options["no_worker"])
