from typing import Any

from wagtail.admin.panels import Panel

from community.core.local_time import today
from community.core.working_days import WorkingCalendar
from home.acts.terms import PublishingTerm, earliest_consideration


class ActTermsPanel(Panel):
    """The law's clocks over one document, with what is late or too early said in words."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/act_terms.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            act, calendar = self.instance, WorkingCalendar.load()
            context: dict[str, Any] = {**super().get_context_data(parent_context), "act": act}
            if act.is_draft:
                published = act.first_published_at or today()
                earliest = act.earliest_on or earliest_consideration(published, calendar)
                early = bool(act.considered_on and act.considered_on < earliest)
                return {**context, "earliest": earliest, "is_early": early}
            if act.adopted_on:
                context["term"] = PublishingTerm.of(act.adopted_on, act.first_published_at, calendar)
            return context
