from community.core.models.calendar import DayTransfer, Holiday, MartialLaw
from community.core.models.erased_day import ErasedDay
from community.core.models.exports import ExportJob, ExportPart
from community.core.models.former_address import FormerAddress
from community.core.models.media import CommunityDocument, CommunityImage, CommunityRendition
from community.core.models.page_change import PageChange
from community.core.models.pages import BasePage
from community.core.models.site_settings import CommunitySettings
from community.core.models.stewardship import PageStewardship

__all__ = [
    "BasePage",
    "CommunityDocument",
    "CommunityImage",
    "CommunityRendition",
    "CommunitySettings",
    "DayTransfer",
    "ErasedDay",
    "ExportJob",
    "ExportPart",
    "FormerAddress",
    "Holiday",
    "MartialLaw",
    "PageChange",
    "PageStewardship",
]
