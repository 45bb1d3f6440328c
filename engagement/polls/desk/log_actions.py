"""Acts on polls in the history of the site."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from engagement.models.poll_journal import PollEventKind
from engagement.polls.services.closing import CLOSED, COPIED, LOOKED
from engagement.polls.services.review import LOG_ACTIONS

LABELS = {
    CLOSED: gettext_lazy("Closed before its time"),
    LOOKED: gettext_lazy("Looked at hidden results"),
    LOG_ACTIONS[PollEventKind.RELEASED]: gettext_lazy("Counted held votes"),
    LOG_ACTIONS[PollEventKind.INVALIDATED]: gettext_lazy("Left votes out"),
    LOG_ACTIONS[PollEventKind.RESTORED]: gettext_lazy("Gave votes back"),
}


class ActFormatter(LogFormatter):
    """The act, with how many votes and the reason."""

    def format_message(self, log_entry: Any) -> str:
        words = str(LABELS[log_entry.action])
        if votes := log_entry.data.get("votes"):
            number = ngettext("%(votes)d vote", "%(votes)d votes", votes)
            words = f"{words}: {number % {'votes': votes}}"
        return f"{words}. {log_entry.data['reason']}"


class CopyFormatter(LogFormatter):
    label = gettext_lazy("Copy of a poll")

    def format_message(self, log_entry: Any) -> str:
        return _("Copied from “%(question)s”") % log_entry.data


@hooks.register("register_log_actions")
def register_poll_actions(actions: LogActionRegistry) -> None:
    for action, label in LABELS.items():
        actions.register_action(action)(type("Formatter", (ActFormatter,), {"label": label}))
    actions.register_action(COPIED)(CopyFormatter)
