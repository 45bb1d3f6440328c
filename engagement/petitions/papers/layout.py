"""What every document about a petition begins with and is made of."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.core.local_time import day_text, moment_text
from community.core.pdf.paper import Paper
from community.core.pdf.words import community
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.letters import readable

QR_SIDE = 32


def paper_begin(petition: Petition, title: str) -> Paper:
    """A document with its title, and the petition's below it."""
    paper = Paper(title=f"{title}: {petition.title}", community=community().name)
    paper.heading(title)
    paper.paragraph(_("Petition No. %(number)s") % {"number": petition.number} + f". {petition.title}", style="B")
    return paper


def text_write(paper: Paper, petition: Petition) -> None:
    """The text of the petition under its heading."""
    paper.heading(_("Text of the petition"), 2)
    paper.paragraph(petition.text)


def link_write(paper: Paper, petition: Petition) -> None:
    """Where the petition stands on the site, in letters and as a QR code."""
    link = short_link(petition)
    paper.heading(_("The petition on the site"), 2)
    if paper.will_page_break(QR_SIDE + 10):
        paper.add_page()
    paper.paragraph(link)
    paper.qr(link, side=QR_SIDE, alt=_("QR code of the address %(address)s") % {"address": link})


def short_link(petition: Petition) -> str:
    """The address that people can type and cameras read from afar: it has the number alone, and leads to the page."""
    page = PetitionIndexPage.objects.live().first()
    return urljoin(settings.SITE_URL, (page and page.sub_url("petition_short", number=petition.number)) or "/")


def dates_of(petition: Petition) -> list[tuple[str, str]]:
    """Every date of the petition's life that has come, in the order of the law."""
    moments = [
        (pgettext("petition", "Submitted"), moment_text(petition.submitted_at)),
        (_("Published, signatures are collected"), moment_text(petition.published_at)),
        (_("Last day of collecting"), readable(petition.collecting_until)),
        (_("Threshold reached"), moment_text(petition.reached_at)),
        (_("Threshold missed"), moment_text(petition.failed_at)),
        (_("Review began"), moment_text(petition.review_started_at)),
        (_("Hearings until"), day_text(petition.hearings_until)),
        (_("Collection closed"), moment_text(petition.closed_at)),
        (_("Answered"), moment_text(petition.answered_at)),
    ]
    return [(name, value) for name, value in moments if value]
