from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community.accounts.role_services import roles_sync


class Command(BaseCommand):
    """Runs after every migrate; safe to run at any time."""

    help = "Make the groups of staff what community/accounts/roles.py says."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes = roles_sync()
        except LookupError as error:
            raise CommandError(str(error)) from error
        if not options["verbosity"]:
            return
        for change in changes:
            self.stdout.write(change)
        self.stdout.write(f"Roles are in place, changes: {len(changes)}.")
