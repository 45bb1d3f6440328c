"""The words of the report and of the protocol, so that page, file and paper say the same."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from engagement.models import Poll, PollEvent
from engagement.models.poll import OptionsOrder, PollKind
from engagement.polls.report.numbers import Numbers


def window_lines(poll: Poll) -> Iterator[tuple[str, datetime | str]]:
    """When people could vote; if the poll closed early, also until when they were to, and why."""
    yield pgettext("poll", "Opened"), poll.opens_at
    yield (pgettext("poll", "Closed") if poll.is_closed else pgettext("poll", "Closes")), poll.closes_at
    if poll.planned_closes_at:
        yield _("Was to close"), poll.planned_closes_at
        yield _("Why it closed early"), poll.early_end_reason


def number_lines(numbers: Numbers) -> list[tuple[str, int]]:
    """Letters, and every vote in the state it is in."""
    return [
        (_("Letters sent"), numbers.letters),
        (_("Votes counted"), numbers.confirmed),
        (_("Votes waiting for confirmation"), numbers.waiting),
        (_("Votes not confirmed in time"), numbers.expired),
        (pgettext("report", "Votes held for review"), numbers.held),
        (_("Votes not counted by decision"), numbers.invalidated),
        (_("Votes taken back by the voters"), numbers.cancelled),
    ]


def rules_text(poll: Poll) -> str:
    """The rules people voted by, in sentences."""
    sentences = [_choices_rule(poll)]
    if poll.options_order == OptionsOrder.SHUFFLED:
        sentences.append(_("The answers were shuffled anew for each voter."))
    if poll.asks_settlement:
        sentences.append(_("The voter could name a settlement."))
    sentences.append(
        _("A counted vote could be taken back and cast anew while the poll ran.")
        if poll.allows_changes
        else _("A counted vote could not be changed.")
    )
    return " ".join(sentences)


def identity_text() -> str:
    """How votes were told apart, and what that proves."""
    return _(
        "One e-mail address has one vote. Whoever voted received a letter with a link and a code; the vote counted "
        "once the letter was answered. Suspicious votes were held until staff had looked at them. E-mail confirms an "
        "address, not an identity document."
    )


def event_text(event: PollEvent) -> str:
    """What was done; with the cause where votes were left out, and whether that stands."""
    what = event.get_kind_display()
    if event.invalidation:
        what = f"{what} ({event.invalidation.get_cause_display()})"
    return what


def hidden_results_text() -> str:
    """Why there are no results yet."""
    return _("The results are hidden until the poll’s promise lets them be seen; this binds staff too.")


def _choices_rule(poll: Poll) -> str:
    if poll.kind == PollKind.SINGLE:
        return _("One answer could be chosen.")
    rule = ngettext(
        "Up to %(number)s answer could be chosen.", "Up to %(number)s answers could be chosen.", poll.max_choices
    )
    return rule % {"number": poll.max_choices}
