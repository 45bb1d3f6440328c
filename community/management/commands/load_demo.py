import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.demo.loader import demo_load


class Command(BaseCommand):
    """Fills an empty installation with an invented community; does nothing where a site exists."""

    help = "Load the demo community into an empty site. Run migrate and sync_roles first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default="", help="password of the demo's staff; made at random when absent")

    def handle(self, *args: Any, **options: Any) -> None:
        # A line of log for each page and index entry would hide what a person waits for.
        logging.disable(logging.INFO)
        try:
            loaded = demo_load(password=options["password"], say=self._say)
        finally:
            logging.disable(logging.NOTSET)
        self._say("The demo community is ready" if loaded else "A site exists already: nothing was changed")

    def _say(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        self.stdout.flush()
