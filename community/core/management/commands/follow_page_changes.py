import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from community.core.page_cache.following import follow


class Command(BaseCommand):
    """One process for each machine that answers visitors: it keeps the pages on the machine's disk fresh."""

    help = "Drop kept pages as they change, until SIGTERM. Begins with none: restart it with each new version."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        follow(stop)
