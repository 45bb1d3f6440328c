"""Registration, and the link of the letter that confirms an address."""

from typing import Any

from allauth.account.views import ConfirmEmailView, SignupView
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from community.accounts.screening import ERRORS, registration_asks_captcha, registration_screen
from community.core.screening import STATUS, captcha_context


class RegistrationView(SignupView):
    """allauth's, with the captcha in front."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        verdict = registration_screen(self.request)
        if verdict in ERRORS:
            context = self.get_context_data(form=form, error=ERRORS[verdict])
            return self.render_to_response(context, status=STATUS[verdict])
        response: HttpResponseBase = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        captcha = captcha_context(self.request, asked=registration_asks_captcha(self.request))
        return {**super().get_context_data(**kwargs), **captcha}


class AddressConfirmView(ConfirmEmailView):
    """GET shows, since mail scanners open links; POST confirms. A used or old link is told so with 410."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = super().post(request, *args, **kwargs)
        except Http404:
            response = self.get(request, *args, **kwargs)
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        status = 200 if context["can_confirm"] else 410
        response: HttpResponseBase = super().render_to_response(context, status=status, **kwargs)
        return response
