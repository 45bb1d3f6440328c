from typing import Any

from django.db.models import Min
from wagtail.admin.panels import Panel

from engagement.models import Poll
from engagement.polls.desk.numbers import vote_numbers
from engagement.polls.rights import CLOSES_POLLS, LOOKS_EARLY, SEES_HELD_VOTES, VIEWS_PARTICIPATION
from engagement.polls.selectors import results_for
from engagement.polls.services.closing import results_hidden


class FrozenPanel(Panel):
    """Says before anything is typed what votes have frozen, and since when."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "engagement/polls/admin/frozen_panel.html"

        def is_shown(self) -> bool:
            self.since = self.instance.votes.aggregate(since=Min("created_at"))["since"] if self.instance.pk else None
            return self.since is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            poll = Poll.objects.get(pk=self.instance.pk)
            may_close = poll.is_running and self.request.user.has_perm(CLOSES_POLLS)
            return {
                **super().get_context_data(parent_context),
                "poll": poll,
                "since": self.since,
                "may_close": may_close,
            }


class PollResultsPanel(Panel):
    """The results in the editor. The promise binds staff too: they see them when somebody who has not voted does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "engagement/admin/results_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            # The draft or the form has dates of its own, which would open the results to whoever types them.
            poll = Poll.objects.get(pk=self.instance.pk)
            user = self.request.user
            return {
                **context,
                "poll": poll,
                "results": results_for(poll, voted=False),
                "may_look": results_hidden(poll) and user.has_perm(LOOKS_EARLY),
                "numbers": vote_numbers(poll),
                "reads_report": user.has_perm(VIEWS_PARTICIPATION),
                "may_review": user.has_perm(SEES_HELD_VOTES),
            }
