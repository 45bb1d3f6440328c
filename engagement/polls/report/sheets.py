"""The tables of a report, as they leave the site."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.core.exports.sheets import CHUNK_SIZE, Sheet
from community.core.local_time import moment_text
from engagement.models import Poll
from engagement.polls.report import participation, votes
from engagement.polls.report.numbers import PollReport, Turnout, poll_turnout
from engagement.polls.report.wording import event_text, hidden_results_text, number_lines, rules_text, window_lines


def summary_rows(report: PollReport) -> Iterator[tuple[Any, ...]]:
    """Name, value, share in percent, note."""
    poll = report.poll
    yield _("Question"), poll.question, None, ""
    yield _("Kind of poll"), poll.get_kind_display(), None, rules_text(poll)
    for name, value in window_lines(poll):
        yield name, value, None, ""
    yield _("Results are shown"), poll.get_results_promise_display(), None, ""
    for name, number in number_lines(report.numbers):
        yield name, number, None, ""
    if report.results:
        for row in report.results.rows:
            yield row.option.text, row.votes, row.percent, _("answer")
    else:
        yield _("Results"), "", None, hidden_results_text()
    for event in report.events:
        yield event_text(event), event.votes, None, f"{moment_text(event.at)}. {event.reason}"
    for seal in report.seals:
        yield _("Digest of tallies"), seal.tallies_digest, None, moment_text(seal.sealed_at)
        yield _("Digest of receipts"), seal.receipts_digest, None, moment_text(seal.sealed_at)


def summary_sheet(report: PollReport) -> Sheet:
    return Sheet(_("Summary"), [_("What"), _("Value"), _("Share in percent"), _("Note")], summary_rows(report))


def votes_sheet(poll: Poll) -> Sheet:
    """One row a counted vote; the caller has asked the promise."""
    rows = (
        (votes.answers_text(vote), votes.day_shown(vote), votes.settlement_shown(vote))
        for vote in votes.vote_rows([poll.pk]).iterator(CHUNK_SIZE)
    )
    return Sheet(_("Votes"), [capfirst(_("answers")), _("Day"), _("Settlement")], rows)


def days_rows(turnout: Turnout) -> list[tuple[Any, int]]:
    """Days with enough votes, the other ones together, and all."""
    rows: list[tuple[Any, int]] = [*turnout.days]
    return _with_sums(rows, turnout.days_hidden, _("days with fewer than five votes, and those hidden with them"))


def settlements_rows(turnout: Turnout) -> list[tuple[Any, int]]:
    """Settlements with enough votes, the other ones together, and all; nothing where none was asked for."""
    rows: list[tuple[Any, int]] = [(name or _("not given"), number) for name, number in turnout.settlements]
    hidden = _("settlements with fewer than five votes, and those hidden with them")
    return _with_sums(rows, turnout.settlements_hidden, hidden)


def days_sheet(poll: Poll) -> Sheet:
    return Sheet(_("Turnout by day"), [_("Day"), _("Votes")], days_rows(poll_turnout(poll)))


def settlements_sheet(poll: Poll) -> Sheet:
    return Sheet(_("Turnout by settlement"), [_("Settlement"), _("Votes")], settlements_rows(poll_turnout(poll)))


def participation_sheet(poll: Poll) -> Sheet:
    """Who took part, apart from every other sheet."""
    headings = [_("E-mail"), _("State"), _("Cast at"), _("Confirmed at"), _("Cancelled at")]
    rows = participation.rows_shown(participation.participation().filter(poll=poll))
    return Sheet(_("Participation in a poll"), headings, (row[1:] for row in rows))


def _with_sums(rows: list[tuple[Any, int]], hidden: int, hidden_name: str) -> list[tuple[Any, int]]:
    if hidden:
        rows = [*rows, (hidden_name, hidden)]
    return [*rows, (_("all together"), sum(number for _name, number in rows))] if rows else []
