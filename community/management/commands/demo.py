import socket
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.core.tasks import renditions_sweep
from community.demo.staff import demo_password
from community.embedded import server_run
from community.wsgi import application


class Command(BaseCommand):
    """The demo in one process: bring the database up to date, load the community once, serve."""

    help = "Prepare the demo community and serve it on 127.0.0.1."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        self._refuse_taken_port(port)
        self._say("Preparing the database")
        call_command("migrate", verbosity=0)
        call_command("sync_roles", verbosity=0)
        self._say("Loading the demo community (once)")
        call_command("load_demo")
        # The worker begins with it once the site is served; until then pages show what there is.
        renditions_sweep.apply_async()
        server_run(application, port, with_worker=True, on_ready=lambda: self._welcome(port))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        sys.stdout.flush()

    def _refuse_taken_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CommandError(f"Port {port} is taken; choose another with --port.") from error

    def _welcome(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}"
        self._say(
            f"\n  Site            {address}/\n"
            f"  Editor          {address}/admin/\n"
            f"  Staff login     admin   password: {demo_password()}\n"
            f"  Resident login  orysia@yasnobrid.example, the same password\n"
            f"  Letters, SMS    in the editor's message register, and below on this screen\n"
            f"  Stop            Ctrl+C\n"
        )
