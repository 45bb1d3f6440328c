from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.backup.errors import BackupError
from community.backup.restoring import backup_check, backup_restore


class Command(BaseCommand):
    """The site as it was when the backup was made. Stop web, worker and beat first."""

    help = "Restore database and uploads from a file that the command backup wrote."
    # They would ask a database that is empty yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--replace", action="store_true", help="throw away what the site holds now")
        parser.add_argument("--check", action="store_true", help="only read the file and compare its checksums")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                manifest = backup_check(options["path"])
                self._say(f"Whole: {manifest['engine']}, made at {manifest['made_at']}")
                return
            backup_restore(options["path"], say=self._say, replace=options["replace"])
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self._say("Restored. Everybody has to sign in again.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
