"""The appeal that becomes of a petition without enough signatures (law “Про звернення громадян”, art. 23-1)."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.core.pdf.words import community
from engagement.models import Petition
from engagement.petitions.letters import readable
from engagement.petitions.papers.layout import dates_of, link_write, paper_begin, text_write


def appeal_pdf(petition: Petition) -> bytes:
    """The petition as the registry takes it in: from whom, what about, answered by when."""
    paper = paper_begin(petition, _("Citizen’s appeal"))
    paper.paragraph(
        _(
            "The petition did not get enough signatures in its term. By article 23-1 of the law “On citizens’ appeals” "
            "it is considered as an appeal from here on."
        )
    )
    paper.facts(
        [
            (pgettext("appeal", "To"), community().name),
            *author_facts(petition),
            (_("Signatures"), _("%(valid)s of %(threshold)s") % numbers(petition)),
            (_("To be answered by"), readable(petition.due_at)),
        ]
    )
    text_write(paper, petition)
    paper.heading(_("Dates"), 2)
    paper.facts(dates_of(petition))
    link_write(paper, petition)
    return bytes(paper.output())


def author_facts(petition: Petition) -> list[tuple[str, str]]:
    """From whom, and where to answer; after the account was deleted the name alone is left."""
    author = petition.author
    facts = [(pgettext("appeal", "From"), petition.author_name)]
    if author:
        facts += [(_("Settlement"), author.settlement), (_("E-mail"), author.email), (_("Phone"), author.phone or "")]
    return [(name, value) for name, value in facts if value]


def numbers(petition: Petition) -> dict[str, int | None]:
    return {"valid": petition.count.valid, "threshold": petition.threshold}
