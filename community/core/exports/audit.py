"""Who took which register out of the site: one entry of Wagtail's log for each export."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

from community.core.models import ExportJob

ACTION = "community.export"
DOWNLOADED = "community.export_download"


def export_log(*, user: AbstractBaseUser, register: str, rows: int, query: str, file_format: str) -> None:
    """Write down an export before its first byte leaves, so that a broken connection leaves no unlogged copy.

    ``rows`` is counted beforehand for the same reason; the entry hangs on the acting user, whom site history shows.
    """
    data = {"register": register, "rows": rows, "query": query, "format": file_format}
    log(user, ACTION, user=user, data=data)


def export_download_log(*, job: ExportJob) -> None:
    """Write down that a file made before leaves now: each time is one more copy."""
    data = {"register": job.title, "rows": job.rows, "query": job.query, "format": "xlsx"}
    log(job.user, DOWNLOADED, user=job.user, data=data)


class ExportFormatter(LogFormatter):
    """Says in site history what was exported, in the reader's language."""

    label = _("Export of a register")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        return self.sentence(data["rows"]) % {
            **data,
            "format": data["format"].upper(),
            "query": data["query"] or _("none"),
        }

    def sentence(self, rows: int) -> str:
        return ngettext(
            "Register “%(register)s” exported: %(rows)s row, %(format)s, filter: %(query)s",
            "Register “%(register)s” exported: %(rows)s rows, %(format)s, filter: %(query)s",
            rows,
        )


class DownloadFormatter(ExportFormatter):
    """Says in site history which large file was taken."""

    label = _("Download of a large export")

    def sentence(self, rows: int) -> str:
        return ngettext(
            "File of the export “%(register)s” downloaded: %(rows)s row, %(format)s, filter: %(query)s",
            "File of the export “%(register)s” downloaded: %(rows)s rows, %(format)s, filter: %(query)s",
            rows,
        )


@hooks.register("register_log_actions")
def register_export_action(actions: LogActionRegistry) -> None:
    """Make the actions known to Wagtail's log and to its filters."""
    actions.register_action(ACTION)(ExportFormatter)
    actions.register_action(DOWNLOADED)(DownloadFormatter)
