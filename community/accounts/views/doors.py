"""Login doors that Wagtail brings along: each leads to the one of the site, so that its checks are everybody's."""

from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from community.accounts.stages import enters_admin


@never_cache
def admin_door(request: HttpRequest) -> HttpResponse:
    """Of the admin. Whoever is signed in without the right to enter is told so: sent to sign in, they would circle."""
    wanted = wanted_address(request) or reverse("wagtailadmin_home")
    if not request.user.is_authenticated:
        return sign_in_first(wanted)
    if not enters_admin(request.user):
        return render(request, "accounts/staff_only.html", status=403)
    # Not ``redirect``, which would take a word in the query string for the name of a view.
    return HttpResponseRedirect(wanted)


@never_cache
def page_door(request: HttpRequest) -> HttpResponse:
    """Of private pages and documents: Wagtail sends here also those signed in whose groups may not see them."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return sign_in_first(wanted_address(request))


@never_cache
def recovery_door(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Of forgotten passwords; links of letters that Wagtail sent earlier lead here too."""
    return redirect("account_reset_password")


@never_cache
def no_door(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """A password that a page or a folder shares with everybody it was told to is no sign-in, and is not offered."""
    raise PermissionDenied


def sign_in_first(wanted: str) -> HttpResponse:
    """To the door of the site, and from there on to ``wanted``."""
    query = f"?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted else ""
    return redirect(reverse("account_login") + query)


def wanted_address(request: HttpRequest) -> str:
    """Where the visitor was going, if that is on this site, else ``""``."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else ""
