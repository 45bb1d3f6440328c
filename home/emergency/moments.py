"""Moments at which an urgent announcement comes and goes by itself."""

from community.core.page_cache.following import changes_by_clock
from home.models.emergency import EmergencyBanner

changes_by_clock(EmergencyBanner, "starts_at", "ends_at")
