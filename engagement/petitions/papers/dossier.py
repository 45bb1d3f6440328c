"""The dossier that goes to the session: text, dates, numbers, signers, answer."""

from collections.abc import Iterator, Sequence

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from fpdf.enums import Align

from community.core.local_time import day_text, moment_text
from community.core.pdf.paper import Column, Paper
from community.core.pdf.words import grouped, plain
from engagement.models import Petition, PetitionAnswer
from engagement.models.annulment import AnnulmentState
from engagement.models.signature import SignatureState
from engagement.petitions.papers.layout import (
    dates_of,
    link_write,
    paper_begin,
    text_write,
)
from engagement.petitions.papers.signers import Signer, settlement_counts, signers_of


def dossier_pdf(petition: Petition) -> bytes:
    """The dossier of a published petition as it stands now."""
    signers = signers_of(petition)
    paper = paper_begin(petition, _("Dossier of a petition"))
    paper.facts(
        [
            (_("Author"), petition.author_name or _("personal data removed after the term")),
            (_("Signatures needed"), grouped(petition.threshold or 0)),
            (_("Counted signatures"), grouped(len(signers))),
            (_("Annulled signatures"), grouped(petition.signatures.annulled().count())),
            (_("Dossier made"), moment_text(timezone.now())),
        ]
    )
    text_write(paper, petition)
    paper.heading(_("Dates"), 2)
    paper.facts(dates_of(petition))
    _answer_write(paper, petition)
    _annulments_write(paper, petition)
    link_write(paper, petition)
    _signers_write(paper, signers)
    return bytes(paper.output())


def _answer_write(paper: Paper, petition: Petition) -> None:
    paper.heading(_("Answer"), 2)
    facts = [(_("State of the answer"), petition.get_answer_display())]
    answer = PetitionAnswer.objects.filter(petition=petition).first()
    if answer:
        facts += [(_("Decision"), petition.get_decision_display()), (_("Who answers"), answer.signed_by)]
    paper.facts(facts)
    if answer:
        paper.paragraph(plain(answer.text))


def _annulments_write(paper: Paper, petition: Petition) -> None:
    annulments = (
        petition.annulments.filter(state=AnnulmentState.DONE)
        .annotate(number=Count("signatures", filter=Q(signatures__state=SignatureState.ANNULLED)))
        .order_by("decided_at")
    )
    if annulments:
        paper.heading(_("Annulled signatures"), 2)
        paper.listing(
            [Column(_("Day"), 0.25), Column(_("Reason"), 0.55), Column(_("Signatures"), 0.2, Align.R)],
            [(moment_text(each.decided_at), each.public_reason, grouped(each.number)) for each in annulments],
        )


def _signers_write(paper: Paper, signers: Sequence[Signer]) -> None:
    if not signers:
        return
    shown, others = settlement_counts(signer.settlement for signer in signers)
    rows = [(name, grouped(number)) for name, number in shown]
    if others:
        rows.append((_("others"), grouped(others)))
    paper.heading(_("Signatures by settlement"), 2)
    paper.paragraph(_("Settlements with fewer than five signatures are counted together."), muted=True)
    paper.listing([Column(_("Settlement"), 0.7), Column(_("Signatures"), 0.3, Align.R)], rows)
    paper.heading(_("Signers"), 2)
    paper.listing(
        [
            Column("№", 0.12, Align.R),
            Column(_("Surname, name, patronymic"), 0.6),
            Column(_("Day of signing"), 0.28),
        ],
        _signer_rows(signers),
    )


def _signer_rows(signers: Sequence[Signer]) -> Iterator[tuple[str, str, str]]:
    removed = _("personal data removed after the term")
    for number, signer in enumerate(signers, start=1):
        yield str(number), signer.name or removed, day_text(signer.signed_at)
