"""What a reader without an account meets. The token is the whole right: no login, no session is asked for."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from community.core.network import client_address, network_prefix
from community.core.responses import SeeOther, private
from home.models.preview_link import PreviewLink, Verdict
from home.preview_links.exceptions import LinkClosedError
from home.preview_links.forms import AnswerForm
from home.preview_links.limits import answer_hit
from home.preview_links.services import preview_answer_add
from home.preview_links.strip import DraftStrip, saved_at


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """The latest draft as residents would see it, between a strip that says so and a form to answer."""
    link = PreviewLink.objects.of_token(token)
    if link is None:
        return _page(request, "unknown", {}, status=404)
    if not link.is_open:
        return _page(request, "closed", {"link": link}, status=410)
    if request.method == "POST":
        return _answer(request, link)
    draft = link.page.get_latest_revision_as_object()
    form = AnswerForm(initial={"version_at": saved_at(link.page).isoformat(timespec="seconds")})
    request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail's own previews say it to templates
    request.draft_strip = DraftStrip(link, draft, form)  # type: ignore[attr-defined]  # read by base.html
    return private(draft.serve_preview(request, draft.default_preview_mode), keep_address=True)


@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponseBase:
    """That the answer has arrived, and the way back to the draft."""
    link = PreviewLink.objects.of_token(token)
    if link is None:
        return _page(request, "unknown", {}, status=404)
    return _page(request, "thanks", {"link": link, "draft_url": reverse("preview_link", args=[token])})


def _answer(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    form = AnswerForm(request.POST)
    context = {"form": form, "link": link, "title": link.page.draft_title, "draft_url": request.path}
    if not form.is_valid():
        return _page(request, "answer", context, status=422)
    if not answer_hit(link_id=link.pk, network=network_prefix(client_address(request))):
        return _page(request, "answer", {**context, "too_many": True}, status=429)
    values = form.cleaned_data
    version_at: datetime = values["version_at"]
    try:
        preview_answer_add(
            link=link,
            name=values["name"],
            verdict=Verdict(values["verdict"]),
            text=values["text"],
            version_at=version_at,
        )
    except LinkClosedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, "answer", context, status=409)
    return private(SeeOther(f"{request.path}diakuiemo/"), keep_address=True)


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, f"home/preview_links/{name}.html", context, status=status)
    return private(response, keep_address=True)
