from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class MomentColumn(Column):
    """A day and an hour. Wagtail's own column counts back from now, and calls everything to come "just now"."""

    def get_value(self, instance: Any) -> str:
        return date_format(timezone.localtime(super().get_value(instance)), "d.m.Y H:i")
