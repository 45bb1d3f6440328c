"""The report of a poll in the admin: one page, its files, the protocol."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.accounts.models import User
from community.core.exports.answers import export_answer
from community.core.exports.audit import export_log
from community.core.responses import private
from engagement.models import Poll
from engagement.polls.desk.ways import CHANGES_POLLS, EDIT, poll_ways
from engagement.polls.papers.protocol import protocol_make, protocol_missing
from engagement.polls.report import wording
from engagement.polls.report.files import FORMATS, SOURCE, Part, is_promised, may_take
from engagement.polls.report.numbers import poll_report
from engagement.polls.report.sheets import days_rows, settlements_rows
from engagement.polls.rights import VIEWS_PARTICIPATION


class ReportScreen(WagtailAdminTemplateMixin, View):
    """A screen about one poll, for those who may read who took part; it stays in no cache."""

    http_method_names = ["get", "head", "options"]
    page_title = gettext_lazy("Report on a poll")
    header_icon = "clipboard-list"
    poll: Poll

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(VIEWS_PARTICIPATION):
            raise PermissionDenied
        self.poll = get_object_or_404(Poll, pk=kwargs["poll_id"])
        return private(super().dispatch(request, *args, **kwargs))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home: list[dict[str, Any]] = super().get_breadcrumbs_items()
        polls = {"url": reverse("wagtailsnippets_engagement_poll:list"), "label": _("Polls")}
        poll = {"url": reverse(EDIT, args=[self.poll.pk]), "label": self.poll.question}
        above = [polls, poll] if self.request.user.has_perm(CHANGES_POLLS) else []
        return [*home, *above, {"url": "", "label": self.page_title}]

    def get_page_subtitle(self) -> str:
        return self.poll.question

    def refuse(self, why: str, *, status: int) -> HttpResponse:
        """Say in words why there is no file."""
        self.template_name = "engagement/report/refused.html"
        return self.render_to_response(self.get_context_data(poll=self.poll, why=why), status=status)


class ReportPage(ReportScreen):
    """Everything about one poll that its promise lets staff see."""

    template_name = "engagement/report/page.html"

    def get(self, request: HttpRequest, poll_id: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        poll, report = self.poll, poll_report(self.poll)
        context: dict[str, Any] = super().get_context_data(
            poll=poll,
            ways=poll_ways(poll, self.request.user, here="report"),
            report=report,
            results=report.results,
            window=list(wording.window_lines(poll)),
            rules=wording.rules_text(poll),
            identity=wording.identity_text(),
            numbers=wording.number_lines(report.numbers),
            hidden_results=wording.hidden_results_text(),
            days=days_rows(report.turnout),
            settlements=settlements_rows(report.turnout),
            events=[(event, wording.event_text(event)) for event in report.events],
            files=files_for(self.request.user, poll),
            may_take_protocol=may_take(self.request.user, Part.SUMMARY),
            protocol_missing=protocol_missing(poll),
            **kwargs,
        )
        return context


class ReportFile(ReportScreen):
    """One file of the report; what the promise hides is refused in words."""

    def get(self, request: HttpRequest, poll_id: int, part: str, file_format: str) -> HttpResponseBase:
        if part not in Part.values or file_format not in FORMATS[Part(part)]:
            raise Http404
        if may_take(request.user, Part(part)) and not is_promised(self.poll, Part(part)):
            return self.refuse(wording.hidden_results_text(), status=403)
        params = {"poll": str(self.poll.pk), "part": part}
        return export_answer(request=request, source=SOURCE, params=params, file_format=file_format)


class ProtocolFile(ReportScreen):
    """The protocol as of now; written down like an export, before its first byte leaves."""

    def get(self, request: HttpRequest, poll_id: int) -> HttpResponse:
        if not may_take(request.user, Part.SUMMARY):
            raise PermissionDenied
        if missing := protocol_missing(self.poll):
            return self.refuse(missing, status=409)
        content, user = protocol_make(poll=self.poll), cast(User, request.user)
        query = _("poll: %(question)s") % {"question": self.poll.question}
        export_log(user=user, register=_("Protocol of a poll"), rows=1, query=query, file_format="pdf")
        headers = {"Content-Disposition": f'attachment; filename="protokol-{self.poll.pk}.pdf"'}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


def files_for(user: Any, poll: Poll) -> list[tuple[Part, tuple[str, ...], bool]]:
    """What ``user`` may take: the part, its formats, whether the promise lets it out."""
    offered = [part for part in Part if part != Part.SETTLEMENTS or poll.asks_settlement]
    return [(part, tuple(FORMATS[part]), is_promised(poll, part)) for part in offered if may_take(user, part)]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("poll-reports/<int:poll_id>/", ReportPage.as_view(), name="poll_report"),
        path("poll-reports/<int:poll_id>/protocol/", ProtocolFile.as_view(), name="poll_protocol"),
        path(
            "poll-reports/<int:poll_id>/<slug:part>.<slug:file_format>", ReportFile.as_view(), name="poll_report_file"
        ),
    ]
