from home.models.care import BrokenLink, ReviewDigest
from home.models.emergency import EmergencyBanner
from home.models.home import HomePage
from home.models.section import SectionPage
from home.models.standard import StandardPage

__all__ = ["BrokenLink", "EmergencyBanner", "HomePage", "ReviewDigest", "SectionPage", "StandardPage"]
