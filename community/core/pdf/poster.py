"""The A4 poster for a notice board: what it is about, until when, how to take part, and a code for phones."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.core.models import CommunitySettings
from community.core.pdf.paper import Paper

LETTERHEAD = 14
QR_SIDE = 78
QR_TOP = 165
BAND = 5
# The longest title a size is for, so that the code keeps its place on the page.
TITLE_SIZES = ((60, 44.0), (110, 36.0), (150, 30.0), (1000, 26.0))


@dataclass(frozen=True)
class Poster:
    """What a poster says, from its top to its bottom."""

    name: str
    kind: str
    title: str
    facts: Sequence[str]
    how: str
    steps: Sequence[str]
    link: str


def poster_draw(poster: Poster, sender: CommunitySettings) -> bytes:
    """One page that is read from two metres away."""
    paper = Paper(title=poster.name, community=sender.name, letterhead=LETTERHEAD, numbered=False)
    with paper.artifact():
        paper.set_fill_color(sender.brand_colour)
        paper.rect(0, 0, paper.w, BAND, style="F")
    paper.ln(8)
    paper.paragraph(poster.kind, size=18, muted=True)
    paper.heading(poster.title, size=next(size for length, size in TITLE_SIZES if len(poster.title) <= length))
    paper.ln(4)
    for fact in poster.facts:
        paper.paragraph(fact, size=18)
    _how_draw(paper, poster)
    return bytes(paper.output())


def _how_draw(paper: Paper, poster: Poster) -> None:
    """The code on the left, what to do on the right of it, the address below."""
    top = max(paper.y + 4, QR_TOP)
    paper.set_y(top)
    paper.qr(poster.link, side=QR_SIDE, alt=_("QR code of the address %(address)s") % {"address": poster.link})
    with paper.column(paper.l_margin + QR_SIDE + 10, top):
        paper.heading(poster.how, 2, size=20)
        for number, step in enumerate(poster.steps, start=1):
            paper.paragraph(f"{number}. {step}", size=15)
    paper.set_y(top + QR_SIDE + 6)
    paper.paragraph(poster.link, size=15, style="B")
