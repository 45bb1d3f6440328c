from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from community.core.captcha import captcha_domain
from community.core.headers.policies import ADMIN, captcha_policy, written
from community.core.headers.standard import CSP, OWN_HEADERS, for_other_sites, media_headers

Handler = Callable[[HttpRequest], HttpResponse]


def headers_middleware(get_response: Handler) -> Handler:
    """Give each answer the headers of its kind, unless it has said its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # Django's pages for programmers are made of inline scripts.
        if settings.DEBUG and response.status_code >= 400:
            return response
        if response.headers.get("Access-Control-Allow-Origin") == "*":
            for_other_sites(response)
        for name, value in _headers_of(request).items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def captcha_allowed(request: HttpRequest) -> None:
    """Let the page that answers this request load the captcha."""
    request.may_load_captcha = True  # type: ignore[attr-defined]  # read below


def _headers_of(request: HttpRequest) -> dict[str, str]:
    if request.path.startswith(settings.MEDIA_URL):
        return media_headers()
    if request.path.startswith(reverse("wagtailadmin_home")):
        return OWN_HEADERS | {CSP: written(ADMIN)}
    if getattr(request, "may_load_captcha", False):
        return OWN_HEADERS | {CSP: written(captcha_policy(captcha_domain()))}
    return OWN_HEADERS
