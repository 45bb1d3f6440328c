"""Where the account is open, and how to end that elsewhere."""

from typing import Any, cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from community.accounts.models import User
from community.accounts.session_selectors import own_sessions
from community.accounts.session_services import OTHERS, sessions_end
from community.core.responses import SeeOther


class SessionsView(LoginRequiredMixin, TemplateView):
    """The list; a POST names one of it or all others. Who left a browser open must not lose the others by it."""

    template_name = "accounts/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = own_sessions(user=self._user(), this=self.request.session.session_key)
        return super().get_context_data(sessions=found, others=OTHERS, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        raise_if_reauthentication_required(request, app="allauth.account")
        which = request.POST.get("session", "")
        if sessions_end(user=self._user(), which=which, this=request.session.session_key):
            messages.success(request, _("Ended: there the site asks to sign in again."))
        else:
            messages.info(request, _("That one had ended already."))
        return SeeOther(reverse("sessions"))

    def _user(self) -> User:
        return cast(User, self.request.user)
