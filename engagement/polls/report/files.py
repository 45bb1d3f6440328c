"""What of a report can be taken away, by whom, and with what sheets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.exports.sheets import Book, Sheet
from community.core.exports.sources import Export, ExportSource, Params, register_export
from community.core.registers.permissions import EXPORT_PERMISSION
from engagement.models import Poll
from engagement.polls.report import sheets
from engagement.polls.report.numbers import poll_report
from engagement.polls.report.participation import participation
from engagement.polls.rights import VIEWS_PARTICIPATION, VIEWS_VOTES
from engagement.polls.selectors import results_visible


class Part(TextChoices):
    """A file, by the name it has in its address."""

    REPORT = "report", gettext_lazy("Report on a poll")
    SUMMARY = "summary", gettext_lazy("Summary of a poll")
    VOTES = "votes", gettext_lazy("Votes of a poll")
    DAYS = "days", gettext_lazy("Turnout of a poll by day")
    SETTLEMENTS = "settlements", gettext_lazy("Turnout of a poll by settlement")
    PARTICIPATION = "participation", gettext_lazy("Participation in a poll")


# Whole reports hold votes and stand in one book; participation is in no book with them.
SHEETS_OF_REPORT = (Part.SUMMARY, Part.VOTES, Part.DAYS, Part.SETTLEMENTS)
FORMATS: Mapping[Part, Sequence[str]] = {
    Part.REPORT: ("xlsx", "json"),
    **dict.fromkeys(SHEETS_OF_REPORT, ("csv",)),
    Part.PARTICIPATION: ("xlsx", "csv", "json"),
}
RIGHTS: Mapping[Part, Sequence[str]] = {
    Part.REPORT: (VIEWS_PARTICIPATION, VIEWS_VOTES),
    Part.VOTES: (VIEWS_PARTICIPATION, VIEWS_VOTES),
}


# So much of a poll's address names its files.
NAME_LENGTH = 60


@dataclass(frozen=True)
class PartSheet:
    """A sheet and its number of rows, both asked for when wanted."""

    sheet: Callable[[Poll], Sheet]
    rows: Callable[[Poll], int]


def may_take(user: Any, part: Part) -> bool:
    """Whether ``user`` may read ``part`` and take it away; the promise is another question."""
    return user.has_perms([EXPORT_PERMISSION, *RIGHTS.get(part, (VIEWS_PARTICIPATION,))])


def is_promised(poll: Poll, part: Part) -> bool:
    """Whether the promise of ``poll`` lets ``part`` be shown; a whole report leaves the votes out until then."""
    return part != Part.VOTES or results_visible(poll, voted=False)


def _allowed(user: Any, params: Params) -> bool:
    part = Part(params["part"])
    poll = Poll.objects.filter(pk=params["poll"]).first()
    return poll is not None and may_take(user, part) and is_promised(poll, part)


def _export(user: Any, params: Params) -> Export:
    part = Part(params["part"])
    poll = Poll.objects.filter(pk=params["poll"]).first()
    if poll is None:
        raise Http404
    parts = [SHEETS[one] for one in _sheets_of(poll, part)]
    title = str(part.label)
    return Export(
        title=title,
        query=_("poll: %(question)s") % {"question": poll.question},
        rows=sum(one.rows(poll) for one in parts),
        book=lambda: Book(f"{title} {poll.slug[:NAME_LENGTH]}", [one.sheet(poll) for one in parts]),
    )


def _sheets_of(poll: Poll, part: Part) -> list[Part]:
    if part != Part.REPORT:
        return [part]
    asked = [one for one in SHEETS_OF_REPORT if poll.asks_settlement or one != Part.SETTLEMENTS]
    return [one for one in asked if is_promised(poll, one)]


def _listed(sheet: Callable[[Poll], Sheet]) -> PartSheet:
    """A sheet short enough to be counted by being made."""
    return PartSheet(sheet, lambda poll: len(list(sheet(poll).rows)))


SHEETS: Mapping[Part, PartSheet] = {
    Part.SUMMARY: _listed(lambda poll: sheets.summary_sheet(poll_report(poll))),
    Part.VOTES: PartSheet(sheets.votes_sheet, lambda poll: poll.votes.confirmed().count()),
    Part.DAYS: _listed(sheets.days_sheet),
    Part.SETTLEMENTS: _listed(sheets.settlements_sheet),
    Part.PARTICIPATION: PartSheet(sheets.participation_sheet, lambda poll: participation().filter(poll=poll).count()),
}

SOURCE = ExportSource(key="poll-report", allowed=_allowed, export=_export)

register_export(SOURCE)
