from community.core.page_cache.recording import depends_on, reading_as
from home.models.emergency import EmergencyBanner


def current_banner() -> EmergencyBanner | None:
    """What stands on top of every page at this moment."""
    # The page it leads to is another thing than all pages.
    with reading_as("table:home_emergencybanner"):
        banner: EmergencyBanner | None = EmergencyBanner.objects.current().select_related("link_page").first()
    if banner and banner.link_page_id:
        depends_on(f"page:{banner.link_page_id}")
    return banner
