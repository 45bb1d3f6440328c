"""Files made by a worker, in the admin: each person sees and takes the own ones."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from community.core.exports.audit import export_download_log
from community.core.exports.responses import TYPES, as_download, file_name
from community.core.exports.sources import export_allowed
from community.core.models import ExportJob
from community.core.registers.permissions import EXPORT_PERMISSION


class WhatColumn(Column):
    """What was asked for: how many rows and what narrowed them."""

    cell_template_name = "core/exports/what_cell.html"


class StateColumn(Column):
    """How far it is: the file with its size and its end, or why there is none."""

    cell_template_name = "core/exports/state_cell.html"


class MyExportsView(BaseListingView):
    """Own files, the latest first."""

    page_title = gettext_lazy("My exports")
    header_icon = "download"
    template_name = "core/exports/index.html"
    results_template_name = "core/exports/results.html"
    index_url_name = "exports:index"
    paginate_by = 50
    columns = [
        WhatColumn("title", label=gettext_lazy("What"), width="50%"),
        DateColumn("created_at", label=gettext_lazy("Asked at")),
        StateColumn("state", label=gettext_lazy("State")),
    ]

    def get_queryset(self) -> QuerySet[ExportJob]:
        return ExportJob.objects.of(self.request.user)


@require_safe
def download(request: HttpRequest, job_id: UUID) -> HttpResponseBase:
    """Hand out a file to whoever asked for it and still may; a line in the log comes before its first byte."""
    job = get_object_or_404(ExportJob.objects.of(request.user).select_related("user"), pk=job_id)
    if not export_allowed(request.user, job.source, job.params):
        raise PermissionDenied
    if not job.is_there:
        messages.warning(request, _("This file cannot be downloaded: it is not made yet, or its time is over."))
        return redirect("exports:index")
    export_download_log(job=job)
    response = StreamingHttpResponse(job.content(), headers={"Content-Length": str(job.size)})
    return as_download(response, file_name(job.title, "xlsx", job.ready_at), TYPES["xlsx"])


class MyExportsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(EXPORT_PERMISSION)


class ExportsViewSet(ViewSet):
    """Stands among the reports, for those who may export."""

    name = "exports"
    icon = "download"
    menu_label = gettext_lazy("My exports")
    menu_order = 1000
    menu_hook = "register_reports_menu_item"
    menu_item_class = MyExportsItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", MyExportsView.as_view(), name="index"),
            path("<uuid:job_id>/", download, name="download"),
        ]
