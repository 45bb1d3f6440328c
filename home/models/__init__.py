from home.models.home import HomePage
from home.models.preview_link import PreviewAnswer, PreviewLink
from home.models.section import SectionPage
from home.models.standard import StandardPage

__all__ = ["HomePage", "PreviewAnswer", "PreviewLink", "SectionPage", "StandardPage"]
