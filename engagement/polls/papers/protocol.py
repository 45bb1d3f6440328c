"""The protocol of a closed poll for the council’s file: what was asked and how, what came of it, how to check."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from fpdf.enums import Align

from community.core.local_time import moment_text
from community.core.pdf.paper import SMALL, Column, Paper
from community.core.pdf.words import community, grouped, plain
from engagement.models import Poll
from engagement.polls.addresses import public_link
from engagement.polls.integrity import seals_of
from engagement.polls.report.numbers import PollReport, poll_report
from engagement.polls.report.wording import event_text, identity_text, number_lines, rules_text, window_lines

SIGNATURES = 3


def protocol_missing(poll: Poll) -> str:
    """Why there can be no protocol yet; empty when there can."""
    if not poll.is_closed:
        return _("A protocol is made once the poll has closed.")
    if not seals_of(poll):
        return _("The poll has closed; its votes are being sealed. Please come back in a few minutes.")
    return ""


def protocol_make(*, poll: Poll) -> bytes:
    """The protocol in the language of the council, whatever language somebody of the staff uses."""
    with translation.override(settings.LANGUAGE_CODE):
        return protocol_pdf(poll)


def protocol_pdf(poll: Poll) -> bytes:
    """The protocol of a closed and sealed poll as it stands now."""
    report, title = poll_report(poll), _("Protocol of a poll")
    paper = Paper(title=f"{title}: {poll.question}", community=community().name)
    paper.heading(title)
    paper.paragraph(poll.question, style="B")
    _rules_write(paper, poll)
    _description_write(paper, poll)
    _results_write(paper, report)
    _numbers_write(paper, report)
    _events_write(paper, report)
    _seals_write(paper, report)
    _signatures_write(paper)
    return bytes(paper.output())


def _rules_write(paper: Paper, poll: Poll) -> None:
    window = [(name, value if isinstance(value, str) else moment_text(value)) for name, value in window_lines(poll)]
    paper.facts(
        [
            (_("Kind of poll"), poll.get_kind_display()),
            (_("Rules"), rules_text(poll)),
            *window,
            (_("Results are shown"), poll.get_results_promise_display()),
            (_("How votes were confirmed"), identity_text()),
            (_("Address on the site"), public_link(poll)),
        ]
    )


def _description_write(paper: Paper, poll: Poll) -> None:
    if description := plain(poll.description):
        paper.heading(_("Description"), 2)
        paper.paragraph(description)


def _results_write(paper: Paper, report: PollReport) -> None:
    if report.results is None:
        return
    paper.heading(_("Results"), 2)
    columns = [
        Column(_("Answer"), 0.64),
        Column(_("Votes"), 0.18, Align.R),
        Column(_("Share in percent"), 0.18, Align.R),
    ]
    rows = [
        (row.option.text, grouped(row.votes), number_format(row.percent, decimal_pos=1)) for row in report.results.rows
    ]
    paper.listing(columns, rows)
    paper.paragraph(
        _("People whose votes counted: %(number)s.") % {"number": grouped(report.results.voters)}, style="B"
    )
    if report.poll.max_choices > 1:
        paper.paragraph(
            _("One could choose several answers, so the shares together may exceed a hundred percent."),
            muted=True,
            size=SMALL,
        )


def _numbers_write(paper: Paper, report: PollReport) -> None:
    paper.heading(_("Letters and votes"), 2)
    paper.facts([(name, grouped(number)) for name, number in number_lines(report.numbers)], share=0.6)


def _events_write(paper: Paper, report: PollReport) -> None:
    paper.heading(_("Decisions and public notes"), 2)
    if not report.events:
        paper.paragraph(_("There were none."))
        return
    columns = [Column(_("Day"), 0.2), Column(_("What"), 0.3), Column(_("Why"), 0.36), Column(_("Votes"), 0.14, Align.R)]
    rows = [
        (moment_text(event.at), event_text(event), event.reason or "—", grouped(event.votes) if event.votes else "—")
        for event in report.events
    ]
    paper.listing(columns, rows)


def _seals_write(paper: Paper, report: PollReport) -> None:
    paper.heading(_("How to check"), 2)
    paper.paragraph(
        _(
            "Both digests are SHA-256. The poll’s page on the site publishes the numbers of votes by answer, the list "
            "of receipts, and a short program that computes both digests from them anew. If one vote were added, "
            "removed or changed, a digest would differ. Each later decision about votes adds a seal and leaves the "
            "former ones standing."
        )
    )
    for seal in report.seals:
        paper.facts(
            [
                (_("Sealed"), moment_text(seal.sealed_at)),
                (_("Votes counted"), grouped(seal.voters)),
                (_("Digest of tallies"), seal.tallies_digest),
                (_("Digest of receipts"), seal.receipts_digest),
            ],
            share=0.24,
        )


def _signatures_write(paper: Paper) -> None:
    paper.heading(_("Signatures of the persons responsible"), 2)
    paper.paragraph(_("Protocol made: %(moment)s") % {"moment": moment_text(timezone.now())})
    paper.signatures([_("Position"), _("Signature"), _("Name and surname"), _("Date")], SIGNATURES)
