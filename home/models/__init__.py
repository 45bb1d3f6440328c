from home.models.home import HomePage
from home.models.section import SectionPage
from home.models.standard import StandardPage

__all__ = ["HomePage", "SectionPage", "StandardPage"]
