"""The A4 poster for a notice board: what to sign, how, until when."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.core.pdf.poster import Poster, poster_draw
from community.core.pdf.words import community, grouped
from engagement.models import Petition
from engagement.petitions.letters import readable
from engagement.petitions.papers.layout import short_link


def poster_pdf(petition: Petition) -> bytes:
    """One page that is read from two metres away."""
    poster = Poster(
        name=_("Petition: %(title)s") % {"title": petition.title},
        kind=_("Electronic petition No. %(number)s") % {"number": petition.number},
        title=petition.title,
        facts=(_until(petition), _needed(petition.threshold or 0)),
        how=_("How to sign"),
        steps=_steps(),
        link=short_link(petition),
    )
    return poster_draw(poster, community())


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
