from typing import Any

from wagtail.admin.panels import Panel

from engagement.polls.report.rights import VIEWS_PARTICIPATION
from engagement.polls.selectors import results_for_staff


class PollResultsPanel(Panel):
    """The results in the editor. The promise binds staff too: they see them when somebody who has not voted does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "engagement/admin/results_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["poll"] = self.instance
            context["results"] = results_for_staff(self.instance)
            context["reads_report"] = self.instance.pk and self.request.user.has_perm(VIEWS_PARTICIPATION)
            return context
