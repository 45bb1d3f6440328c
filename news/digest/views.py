"""How residents ask for news by letter. A token of a letter is the whole right: no login, no session is asked for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community.core.form_screening import ERRORS, TRAP, answer_asks_captcha, answer_screen
from community.core.network import client_address, network_prefix
from community.core.responses import SeeOther, private
from community.core.screening import STATUS, captcha_context
from news.digest.forms import ChoicesForm, SubscribeForm, chosen
from news.digest.links import Purpose, is_ours, subscription_of, subscription_path
from news.digest.subscribing import subscription_change, subscription_confirm, subscription_end, subscription_request
from news.models import NewsCategory
from news.models.subscription import CONFIRM_WITHIN

METHODS = ["GET", "HEAD", "POST"]
# In the address after a change, so that to reload the page saves nothing.
SAVED = "zberezheno"


@require_http_methods(METHODS)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask, check, write to the address. The answer is the same whether it gets news already or not."""
    if request.method != "POST":
        category = NewsCategory.objects.filter(slug=request.GET.get("category", ""))
        return _form(request, SubscribeForm(initial={"categories": category}))
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    verdict = answer_screen(request)
    if verdict in ERRORS:
        return _form(request, form, error=ERRORS[verdict], status=STATUS[verdict])
    network = network_prefix(client_address(request))
    subscription_request(email=form.cleaned_data["email"], choices=form.choices, network=network)
    return SeeOther("lyst/")


@require_safe
def letter_sent(request: HttpRequest) -> HttpResponse:
    """«Look into your mail»; knows nothing of anybody."""
    return _page(request, "letter_sent", {"days": CONFIRM_WITHIN.days})


@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what will begin, since mail scanners open links; POST begins it."""
    subscription = subscription_of(Purpose.CONFIRM, token)
    if subscription is None:
        return _lost(request, Purpose.CONFIRM, token)
    if request.method == "POST" and subscription_confirm(subscription=subscription):
        return private(SeeOther(request.path), keep_address=True)
    # Read again where a POST came too late: it may have been confirmed or asked for anew meanwhile.
    subscription = subscription_of(Purpose.CONFIRM, token)
    if subscription is None or not (subscription.is_confirmed or subscription.is_in_time):
        return _page(request, "link_outlived", {}, status=410)
    link = subscription_path(Purpose.CHOICES, subscription.reference) if subscription.is_confirmed else ""
    name = "confirmed" if subscription.is_confirmed else "confirm"
    return _page(request, name, {"subscription": subscription, "choices_link": link})


@require_http_methods(METHODS)
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """The own choices, to look at and to change, and the way out."""
    subscription = subscription_of(Purpose.CHOICES, token)
    if subscription is None:
        return _lost(request, Purpose.CHOICES, token)
    if request.method == "POST":
        form = ChoicesForm(request.POST)
        if form.is_valid():
            subscription_change(subscription=subscription, choices=form.choices)
            return private(SeeOther(f"{request.path}?{SAVED}=1"), keep_address=True)
    else:
        form = ChoicesForm(initial=chosen(subscription))
    context = {
        "form": form,
        "subscription": subscription,
        "is_saved": SAVED in request.GET and not form.is_bound,
        "end_link": subscription_path(Purpose.END, subscription.reference),
    }
    return _page(request, "choices", context, status=422 if form.errors else 200)


@csrf_exempt
@require_http_methods(METHODS)
def end(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks; POST by the page or a mail program erases the address (RFC 8058), and once more does no harm.

    Without CSRF protection: such a program has no cookie, and whoever knows the token could open the page as well.
    """
    if not is_ours(Purpose.END, token):
        return _page(request, "link_unknown", {}, status=404)
    subscription = subscription_of(Purpose.END, token)
    if subscription and request.method != "POST":
        return _page(request, "end", {"subscription": subscription})
    if subscription:
        subscription_end(subscription=subscription)
    return _page(request, "ended", {})


def _lost(request: HttpRequest, purpose: Purpose, token: str) -> HttpResponse:
    """The link was never one of ours; or its subscription has ended, or waits for a newer letter."""
    if is_ours(purpose, token):
        return _page(request, "link_outlived", {}, status=410)
    return _page(request, "link_unknown", {}, status=404)


def _form(request: HttpRequest, form: SubscribeForm, *, error: Any = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "error": error,
        "trap": TRAP,
        "days": CONFIRM_WITHIN.days,
        "letter_days": settings.OUTBOX_RETENTION_DAYS,
        **captcha_context(request, asked=answer_asks_captcha(request)),
    }
    response = render(request, "news/digest/subscribe.html", context, status=status)
    # The page holds the token of this visitor, so no cache may keep it; search engines may know of it.
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return private(render(request, f"news/digest/{name}.html", context, status=status), keep_address=True)
