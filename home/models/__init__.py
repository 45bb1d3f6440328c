from home.models.act_index import ActIndexPage
from home.models.act_parts import ActFile, ActRelation
from home.models.acts import ActPage
from home.models.care import BrokenLink, ReviewDigest
from home.models.emergency import EmergencyBanner
from home.models.faq import FaqPage
from home.models.form_answer import FormAnswer
from home.models.form_consent import FormConsent
from home.models.form_page import FormField, FormPage
from home.models.home import HomePage
from home.models.institution import InstitutionOpeningHours, InstitutionPage, InstitutionPhone
from home.models.institution_index import InstitutionIndexPage
from home.models.people_index import PeopleIndexPage
from home.models.person import PersonPage, ReceptionHours
from home.models.preview_link import PreviewAnswer, PreviewLink
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
    "BrokenLink",
    "EmergencyBanner",
    "FaqPage",
    "FormAnswer",
    "FormConsent",
    "FormField",
    "FormPage",
    "HomePage",
    "InstitutionIndexPage",
    "InstitutionOpeningHours",
    "InstitutionPage",
    "InstitutionPhone",
    "PeopleIndexPage",
    "PersonPage",
    "PreviewAnswer",
    "PreviewLink",
    "ReceptionHours",
    "ReviewDigest",
    "SectionPage",
    "SessionFile",
    "SessionIndexPage",
    "SessionPage",
    "StandardPage",
]
