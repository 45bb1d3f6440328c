from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """What a version needs before its processes start: once at each start of a machine's stack, safe to repeat."""

    help = "Bring the database, the roles of staff and the static files to this version."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("sync_roles", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("The database, the roles and the static files are those of this version")
