"""The A4 poster for a notice board: what to sign, how, until when."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.core.pdf.paper import Paper
from community.core.pdf.words import community, grouped
from engagement.models import Petition
from engagement.petitions.letters import readable
from engagement.petitions.papers.layout import short_link

LETTERHEAD = 14
QR_SIDE = 78
QR_TOP = 165
BAND = 5
# The longest title a size is for, so that the code keeps its place on the page.
TITLE_SIZES = ((60, 44.0), (110, 36.0), (150, 30.0), (1000, 26.0))


def poster_pdf(petition: Petition) -> bytes:
    """One page that is read from two metres away."""
    link = short_link(petition)
    sender, title = community(), _("Petition: %(title)s") % {"title": petition.title}
    paper = Paper(title=title, community=sender.name, letterhead=LETTERHEAD, numbered=False)
    with paper.artifact():
        paper.set_fill_color(sender.brand_colour)
        paper.rect(0, 0, paper.w, BAND, style="F")
    paper.ln(8)
    paper.paragraph(_("Electronic petition No. %(number)s") % {"number": petition.number}, size=18, muted=True)
    paper.heading(petition.title, size=next(size for length, size in TITLE_SIZES if len(petition.title) <= length))
    paper.ln(4)
    paper.paragraph(_until(petition), size=18)
    paper.paragraph(_needed(petition.threshold or 0), size=18)
    top = max(paper.y + 4, QR_TOP)
    paper.set_y(top)
    paper.qr(link, side=QR_SIDE, alt=_("QR code of the address %(address)s") % {"address": link})
    with paper.column(paper.l_margin + QR_SIDE + 10, top):
        paper.heading(_("How to sign"), 2, size=20)
        for number, step in enumerate(_steps(), start=1):
            paper.paragraph(f"{number}. {step}", size=15)
    paper.set_y(top + QR_SIDE + 6)
    paper.paragraph(link, size=15, style="B")
    return bytes(paper.output())


def _until(petition: Petition) -> str:
    return _("Signatures are collected until %(day)s, that day included.") % {
        "day": readable(petition.collecting_until)
    }


def _needed(threshold: int) -> str:
    needed = ngettext("%(number)s signature is needed", "%(number)s signatures are needed", threshold)
    return needed % {"number": grouped(threshold)} + "."


def _steps() -> list[str]:
    return [
        _("Point the camera of your phone at the code or type the address."),
        _("Log in or register: you need an e-mail address and a mobile phone."),
        _("Read the petition and press “Sign”. It is free."),
    ]
