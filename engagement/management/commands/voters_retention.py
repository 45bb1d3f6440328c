from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.core.local_time import day_text
from engagement.polls.services.retention import VotersForgotten, voters_forget


class Command(BaseCommand):
    """What the nightly task does, by hand and with a report; or only the report."""

    help = "Erase the addresses of voters of polls that closed long enough ago, and say what was erased."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be erased")

    def handle(self, *args: Any, **options: Any) -> None:
        report = voters_forget(dry_run=options["dry_run"])
        days = settings.VOTER_ADDRESS_DAYS
        self.stdout.write(
            ngettext(
                "Addresses of voters are erased %(days)d day after the poll closes.",
                "Addresses of voters are erased %(days)d days after the poll closes.",
                days,
            )
            % {"days": days}
        )
        self.stdout.write(_("Would be erased now:") if options["dry_run"] else _("Erased now:"))
        for line in report:
            self.stdout.write(f"  {_line(line)}")
        if not report:
            self.stdout.write("  " + _("nothing: no poll has come to its term"))


def _line(line: VotersForgotten) -> str:
    return _("“%(question)s”, closed on %(date)s: votes %(votes)d, letters %(letters)d") % {
        "question": line.poll.question,
        "date": day_text(line.poll.closes_at),
        "votes": line.votes,
        "letters": line.letters,
    }
