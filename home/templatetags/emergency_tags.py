import logging

from django import template

from community.core.page_cache.values import kept_value
from home.emergency.selectors import current_banner
from home.models.emergency import EmergencyBanner

register = template.Library()
logger = logging.getLogger(__name__)


@register.simple_tag
def emergency_banner() -> EmergencyBanner | None:
    """The urgent announcement of this moment, if there is one."""
    return kept_value("emergency", current_banner)


@register.simple_tag
def emergency_banner_if_possible() -> EmergencyBanner | None:
    """The same for the page of a broken site, which must come even when the database does not answer."""
    try:
        banner = current_banner()
        # What the template will ask for is read here, where it may fail; the banner remembers it.
        _href = banner and banner.href
    except Exception:
        logger.exception("The urgent announcement could not be read for an error page")
        return None
    return banner
