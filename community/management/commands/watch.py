import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.core.health.watching import PAUSE, Watch, watch


class Command(BaseCommand):
    """A process of its own beside web, worker and beat: it tells when one of them has stopped."""

    help = "Watch the site's health and write to administrators; --once looks twice and ends, for cron."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="look twice, then end")
        parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two looks (60)")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            watch(stop, options["pause"])
            return
        look = Watch()
        look.look()
        stop.wait(options["pause"])
        for name in look.look():
            self.stdout.write(f"Told administrators: {name}")
