from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from community.core.guardian.checks import Finding, findings_by_rule, page_findings
from community.core.side_panels import register_side_panel


class GuardianSidePanel(BaseSidePanel):
    """What to look at before the page goes out; drawn anew by every save, also by one that the editor makes itself."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show or hide the check of the text")
        icon_name = "check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": len(self.panel.findings)}

    name = "guardian"
    title = _("Check of the text")
    template_name = "wagtailadmin/guardian_panel.html"
    order = 360

    @cached_property
    def findings(self) -> list[Finding]:
        """Of the page as it is saved; a page that is being made has nothing to check yet."""
        return page_findings(self.object) if self.object.pk else []

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "rules": findings_by_rule(self.findings)}


register_side_panel(GuardianSidePanel)
