"""The admin on a host of its own (``ADMIN_HOST``): what the public site runs then never meets its cookies."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]


def admin_address(path: str) -> str:
    """The whole address of a screen of the admin, for letters and for pages of the public site."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def admin_host_middleware(get_response: Handler) -> Handler:
    """Keep the admin and the public site apart: neither is found on the other's host."""
    if not settings.ADMIN_HOST:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        # The editor's preview asks for a public page from within; Wagtail marks such requests.
        if not getattr(request, "is_dummy", False):
            here = request.get_host() == settings.ADMIN_HOST
            if is_admin(request.path) and not here:
                raise Http404
            if here and not _is_of_admin_host(request.path):
                return redirect(_public_address(request))
        return get_response(request)

    return middleware


def is_admin(path: str) -> bool:
    return path.startswith(reverse("wagtailadmin_home"))


def _is_of_admin_host(path: str) -> bool:
    """The admin, the doors to it, and what its screens and previews are drawn with."""
    folders = (
        reverse("wagtailadmin_home"),
        reverse("cabinet"),
        settings.STATIC_URL,
        settings.MEDIA_URL,
        "/documents/",
        "/_util/",
    )
    return path.startswith(folders) or path in {reverse("site_css"), reverse("theme_css")}


def _public_address(request: HttpRequest) -> str:
    """The same page of the public site; by the setting, so that ``//elsewhere`` in the path leads nowhere else."""
    return urlsplit(settings.SITE_URL)._replace(path=request.path, query=request.META["QUERY_STRING"]).geturl()
