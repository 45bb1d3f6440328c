from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from community.core.side_panels import register_side_panel
from home.models.preview_link import PreviewAnswer, PreviewLink

# Older ones are on the page of links.
SHOWN = 5


class PreviewLinksSidePanel(BaseSidePanel):
    """Who has read the draft and what they said, beside the form; and the way to make a link."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show or hide the answers to the draft")
        icon_name = "group"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            page = self.panel.object
            count = PreviewAnswer.objects.filter(link__page=page.pk).count() if page.pk else 0
            return {**super().get_context_data(parent_context), "count": count}

    name = "preview_links"
    title = _("Show the draft")
    template_name = "home/preview_links/panel.html"
    order = 370

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        page = self.object
        answers = PreviewAnswer.objects.filter(link__page=page.pk).select_related("link")
        return {
            **super().get_context_data(parent_context),
            "answers": [(answer, answer.is_about(page.latest_revision_created_at)) for answer in answers[:SHOWN]],
            "open_links": sum(link.is_open for link in PreviewLink.objects.filter(page=page.pk)),
        }


register_side_panel(PreviewLinksSidePanel)
