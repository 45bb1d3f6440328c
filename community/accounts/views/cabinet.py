"""The own page and what can be done on it."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, UpdateView, View

from community.accounts.cabinet_forms import STAFF_ACCOUNT, DeletionForm, EmailChangeForm, ProfileForm
from community.accounts.models import User
from community.accounts.selectors import resident_is_proven
from community.accounts.services import account_delete, email_change_request
from community.core.network import client_address, network_prefix
from community.core.personal_data import personal_data_sources
from community.core.responses import SeeOther


class CabinetView(LoginRequiredMixin, TemplateView):
    """What the site knows about the person who looks at it."""

    template_name = "accounts/cabinet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        shown = [source for source in personal_data_sources() if source.template]
        sections = [(source, source.context(user) if source.context else {}) for source in shown]
        return super().get_context_data(sections=sections, is_proven=resident_is_proven(user), **kwargs)


class ProfileView(LoginRequiredMixin, UpdateView):
    """Names, settlement and whether letters come."""

    form_class = ProfileForm
    template_name = "accounts/profile.html"
    success_url = reverse_lazy("cabinet")

    def get_object(self, queryset: Any = None) -> Any:
        return self.request.user

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your data are saved."))
        return super().form_valid(form)


class EmailChangeView(LoginRequiredMixin, FormView):
    """A new address, proven by the letter that goes there."""

    form_class = EmailChangeForm
    template_name = "accounts/email_change.html"
    success_url = reverse_lazy("account_email_verification_sent")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        raise_if_reauthentication_required(self.request, app="allauth.account")
        network = network_prefix(client_address(self.request))
        email_change_request(user=form.user, email=form.cleaned_data["email"], network=network)
        return super().form_valid(form)


class DownloadView(LoginRequiredMixin, View):
    """Everything the site knows about the person, as JSON."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        parts = {source.key: source.export(request.user) for source in personal_data_sources()}
        response = JsonResponse(
            {"exported_at": timezone.now(), **parts}, json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
        response["Content-Disposition"] = 'attachment; filename="my-data.json"'
        return response


class DeletionView(LoginRequiredMixin, FormView):
    """Delete me: said what goes and what stays, confirmed by the password."""

    form_class = DeletionForm
    template_name = "accounts/deletion.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            account_delete(user=User.objects.get(pk=form.user.pk))
        except ProtectedError:
            # Decisions of former staff name who made them.
            form.add_error(None, STAFF_ACCOUNT)
            return self.form_invalid(form)
        logout(self.request)
        return SeeOther(reverse_lazy("account_deleted"))


class DeletedView(TemplateView):
    """Goodbye, for who has no account any more."""

    template_name = "accounts/deleted.html"
