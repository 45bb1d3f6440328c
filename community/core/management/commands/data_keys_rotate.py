from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.core.encryption.keys import current_key
from community.core.encryption.rotation import encrypted_parts


class Command(BaseCommand):
    """Make everything encrypted anew under the first of DATA_KEYS; a run cut short is continued by the next."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count what is of a former key")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        self.stdout.write(f"Current key: {current_key()}")
        for part in encrypted_parts():
            renewed = 0
            while not dry_run and (number := part.renew()):
                renewed += number
            self.stdout.write(f"{part.name}: {renewed} made anew, {part.stale()} of a former key left")
