import getpass
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.backup.errors import BackupError
from community.backup.keys import keys_open, keys_seal

SHORTEST = 12


class Command(BaseCommand):
    """The keys of the site, encrypted, to be kept elsewhere than the backups they belong to."""

    help = "Write the site's keys to a file under a passphrase; --show prints those of such a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--show", action="store_true", help="print the keys as variables of the environment")
        parser.add_argument("--passphrase-file", type=Path, help="whose first line is the passphrase; else it is asked")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        passphrase = self._passphrase(options["passphrase_file"], is_new=not options["show"])
        try:
            if options["show"]:
                for name, key in keys_open(path.read_text(encoding="utf-8"), passphrase).items():
                    self.stdout.write(f"{name}={key}")
                return
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(keys_seal(passphrase))
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path} written. Keep it and the passphrase elsewhere than the backups, and not together.")

    def _passphrase(self, file: Path | None, *, is_new: bool) -> str:
        if file:
            passphrase = file.read_text(encoding="utf-8").partition("\n")[0]
        else:
            passphrase = getpass.getpass("Passphrase: ")
            if is_new and getpass.getpass("Once more: ") != passphrase:
                raise CommandError("The two differ")
        if is_new and len(passphrase) < SHORTEST:
            raise CommandError(f"The passphrase needs {SHORTEST} characters")
        return passphrase
