"""Documents of petitions in the admin: addresses, the line in the petition’s history, the rights to be given."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from engagement.models.petition_paper import PaperKind
from engagement.petitions.rights import MAKES_PAPERS, READS_PAPERS
from engagement.petitions.views import paper_desk


@hooks.register("register_admin_urls")
def paper_urls() -> list[URLPattern]:
    return [
        path("petition-papers/<int:paper_id>/", paper_desk.download, name="petition_paper"),
        path("petition-papers/dossier/<int:petition_id>/", paper_desk.dossier, name="petition_dossier"),
    ]


@hooks.register("register_permissions")
def paper_permissions() -> QuerySet[Permission]:
    """Let Wagtail’s form of groups show who may make and read these documents."""
    codenames = [right.partition(".")[2] for right in (MAKES_PAPERS, READS_PAPERS)]
    return Permission.objects.filter(content_type__app_label="engagement", codename__in=codenames)


class DownloadFormatter(LogFormatter):
    """Says in the history which document was taken."""

    label = _("Download of a petition’s document")

    def format_message(self, log_entry: Any) -> str:
        kind = PaperKind(log_entry.data["kind"]).label
        return _("Downloaded: %(document)s") % {"document": kind}


@hooks.register("register_log_actions")
def register_download_action(actions: LogActionRegistry) -> None:
    actions.register_action(paper_desk.DOWNLOADED)(DownloadFormatter)
