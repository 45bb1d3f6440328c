"""What stands between a session and the admin: the right to enter, the session's age, the second factor."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from community.accounts.staff_selectors import grace_days_left, second_factor_is_set
from community.accounts.staff_sessions import staff_session_is_over
from community.accounts.stages import enters_admin

Handler = Callable[[HttpRequest], HttpResponse]
# These ask nothing of a session: the doors, which lead to allauth's, and what the pages at them are drawn with.
OPEN = (
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
)


def staff_middleware(get_response: Handler) -> Handler:
    """Guard everything below the admin's address. Looks at nobody's session elsewhere: public pages stay cacheable."""

    def middleware(request: HttpRequest) -> HttpResponse:
        refusal = admin_refusal(request) if is_guarded(request.path) else None
        return refusal or get_response(request)

    return middleware


def is_guarded(path: str) -> bool:
    """Whether ``path`` is the admin's and none of its doors."""
    return path.startswith(reverse("wagtailadmin_home")) and not any(path.startswith(reverse(name)) for name in OPEN)


def admin_refusal(request: HttpRequest) -> HttpResponse | None:
    """What somebody signed in gets instead of the admin, or ``None``; Wagtail sends the anonymous to the door."""
    user = request.user
    if not user.is_authenticated:
        return None
    if not enters_admin(user):
        return render(request, "accounts/staff_only.html", status=403)
    if staff_session_is_over(request):
        logout(request)
        return None
    if second_factor_is_set(user) or grace_days_left(user):
        return None
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    return redirect("mfa_index")
