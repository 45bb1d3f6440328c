from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from community.backup.errors import BackupError
from community.backup.saving import backup_make


class Command(BaseCommand):
    """Database and uploads into one file, while the site goes on."""

    help = "Write a backup of the database and uploads to a file, or to a new file in a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="file to write, or an existing folder")
        parser.add_argument("--verify", action="store_true", help="read everything again afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if path.is_dir():
            path /= f"hromada-{timezone.localtime():%Y-%m-%d-%H%M%S}.tar"
        if path.exists():
            raise CommandError(f"{path} exists already")
        try:
            backup_make(path, say=self._say, verify=options["verify"])
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self._say(f"{path}: {path.stat().st_size / 1e6:.1f} MB. The keys are not in it: manage.py backup_keys")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
