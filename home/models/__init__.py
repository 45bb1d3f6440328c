from home.models.faq import FaqPage
from home.models.form_answer import FormAnswer
from home.models.form_page import FormField, FormPage
from home.models.home import HomePage
from home.models.institution import InstitutionOpeningHours, InstitutionPage, InstitutionPhone
from home.models.institution_index import InstitutionIndexPage
from home.models.people_index import PeopleIndexPage
from home.models.person import PersonPage, ReceptionHours
from home.models.section import SectionPage
from home.models.standard import StandardPage

__all__ = [
    "FaqPage",
    "FormAnswer",
    "FormField",
    "FormPage",
    "HomePage",
    "InstitutionIndexPage",
    "InstitutionOpeningHours",
    "InstitutionPage",
    "InstitutionPhone",
    "PeopleIndexPage",
    "PersonPage",
    "ReceptionHours",
    "SectionPage",
    "StandardPage",
]
