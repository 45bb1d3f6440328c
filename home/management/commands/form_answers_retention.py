from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from home.forms.retention import form_answers_forget


class Command(BaseCommand):
    """What the nightly task does, by hand and with a report; or only the report."""

    help = "Erase forms that residents sent longer ago than the page promises, and say how many."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be erased")

    def handle(self, *args: Any, **options: Any) -> None:
        report = form_answers_forget(dry_run=options["dry_run"])
        self.stdout.write(_("Would be erased now:") if options["dry_run"] else _("Erased now:"))
        for line in report:
            values = {"title": line.page.title, "days": line.page.retention_days, "answers": line.answers}
            self.stdout.write("  " + _("“%(title)s”, term in days %(days)d: submissions %(answers)d") % values)
        if not report:
            self.stdout.write("  " + _("nothing: no submission has come to its term"))
