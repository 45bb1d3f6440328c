from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from news.patterns import patterns


class PatternPanel(Panel):
    """Above the form of a new article: from which pattern to begin. Gone once there is an article."""

    def __init__(self, **kwargs: Any) -> None:
        # A panel is copied for each form, with its heading.
        super().__init__(**{"heading": _("Begin from a pattern"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "news/pattern_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "patterns": patterns().values()}
