"""A form of the site: GET shows it, POST takes it whole or gives it back as it was, with what to mend."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from community.core.form_screening import ERRORS, TRAP, answer_asks_captcha, answer_screen
from community.core.responses import SeeOther, private
from community.core.screening import STATUS, captcha_context
from home.forms.services import form_answer_add
from home.models import FormPage


def form_fill(page: FormPage, request: HttpRequest) -> HttpResponse:
    """Ask, check, take. After sending the browser stands on another address, so that a reload sends nothing."""
    if request.method != "POST":
        return _shown(page, request, page.get_form(page=page, user=request.user))
    form = page.get_form(request.POST, page=page, user=request.user)
    if not form.is_valid():
        return _shown(page, request, form, status=422)
    verdict = answer_screen(request)
    if verdict in ERRORS:
        return _shown(page, request, form, error=ERRORS[verdict], status=STATUS[verdict])
    form_answer_add(page=page, answers=form.answers())
    return SeeOther(page.sub_url("form_thanks", request))


def form_thanks(page: FormPage, request: HttpRequest) -> HttpResponse:
    """Say that it has come and what happens now. Tells nothing of what was sent, so anybody may open it."""
    response: HttpResponse = page.render(request, template="home/form_thanks.html")
    return private(response)


def _shown(page: FormPage, request: HttpRequest, form: Any, *, error: Any = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "error": error,
        "trap": TRAP,
        **captcha_context(request, asked=answer_asks_captcha(request)),
    }
    response: HttpResponse = page.render(request, context_overrides=context)
    response.status_code = status
    # The page holds the token of this visitor, so no cache may keep it; search engines may know of it.
    response["Cache-Control"] = "private, no-store"
    return response
