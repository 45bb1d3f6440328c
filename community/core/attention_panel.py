from typing import Any

from wagtail.admin.ui.components import Component

from community.core.attention import attention_items


class AttentionPanel(Component):
    """What waits for the person who has just signed in, first on the admin's home page."""

    name = "attention"
    template_name = "wagtailadmin/attention_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"items": attention_items(parent_context["request"])}
