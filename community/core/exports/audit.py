"""Who took which register out of the site: one entry of Wagtail's log for each export."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

ACTION = "community.export"


def export_log(*, user: AbstractBaseUser, register: str, rows: int, query: str, file_format: str) -> None:
    """Write down an export before its first byte leaves, so that a broken connection leaves no unlogged copy.

    ``rows`` is counted beforehand for the same reason; the entry hangs on the acting user, whom site history shows.
    """
    data = {"register": register, "rows": rows, "query": query, "format": file_format}
    log(user, ACTION, user=user, data=data)


class ExportFormatter(LogFormatter):
    """Says in site history what was exported, in the reader's language."""

    label = _("Export of a register")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        message = ngettext(
            "Register “%(register)s” exported: %(rows)s row, %(format)s, filter: %(query)s",
            "Register “%(register)s” exported: %(rows)s rows, %(format)s, filter: %(query)s",
            data["rows"],
        )
        query = data["query"] or _("none")
        return message % {**data, "format": data["format"].upper(), "query": query}


@hooks.register("register_log_actions")
def register_export_action(actions: LogActionRegistry) -> None:
    """Make the action known to Wagtail's log and to its filters."""
    actions.register_action(ACTION)(ExportFormatter)
