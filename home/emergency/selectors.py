from home.models.emergency import EmergencyBanner


def current_banner() -> EmergencyBanner | None:
    """What stands on top of every page at this moment: one small query, so that nothing stale is ever shown."""
    banner: EmergencyBanner | None = EmergencyBanner.objects.current().select_related("link_page").first()
    return banner
