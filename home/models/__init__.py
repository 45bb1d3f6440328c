from home.models.act_index import ActIndexPage
from home.models.act_parts import ActFile, ActRelation
from home.models.acts import ActPage
from home.models.home import HomePage
from home.models.section import SectionPage
from home.models.session_index import SessionIndexPage
from home.models.sessions import AgendaItem, SessionFile, SessionPage
from home.models.standard import StandardPage

__all__ = [
    "ActFile",
    "ActIndexPage",
    "ActPage",
    "ActRelation",
    "AgendaItem",
    "HomePage",
    "SectionPage",
    "SessionFile",
    "SessionIndexPage",
    "SessionPage",
    "StandardPage",
]
