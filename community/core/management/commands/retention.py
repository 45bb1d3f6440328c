from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from community.core.local_time import day_text, moment_text, today
from community.core.models import ErasedDay
from community.core.retention import retention_jobs, retention_run


class Command(BaseCommand):
    """What the tasks of retention do by themselves: how much is due now, and what they erased when."""

    help = "Say how much personal data is due to be erased, erase it now, or report what was erased when."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="only say how many rows would be erased")
        what.add_argument("--report", type=int, metavar="DAYS", help="what was erased in so many days")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["report"] is not None:
            self._report(options["report"])
            return
        self.stdout.write(_("Would be erased now:") if options["dry_run"] else _("Erased now:"))
        for job in retention_jobs():
            rows = job.due() if options["dry_run"] else retention_run(job.key)
            self.stdout.write(f"  {job.title}: {rows}")

    def _report(self, days: int) -> None:
        titles = {job.key: job.title for job in retention_jobs()}
        done = ErasedDay.objects.filter(day__gt=today() - timedelta(days=days))
        for row in done:
            line = f"{day_text(row.day)}  {titles.get(row.job, row.job)}: {row.rows}"
            self.stdout.write(line + _(" (last at %(moment)s)") % {"moment": moment_text(row.ran_at)})
        for key in sorted(set(titles) - set(done.values_list("job", flat=True))):
            self.stdout.write(_("Never ran in this time: %(job)s") % {"job": titles[key]})
