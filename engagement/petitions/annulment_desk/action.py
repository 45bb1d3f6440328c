from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.accounts.models import User
from community.core.right_checked import RightChecked
from engagement.petitions.exceptions import PetitionRefusal, StepNotPossible


class AnnulmentScreen(RightChecked, WagtailAdminTemplateMixin, FormView):
    """One screen: GET shows, POST calls a service; what the service refuses is told in its words."""

    request: HttpRequest
    header_icon = "circle-check"
    done: Any = ""

    @property
    def actor(self) -> User:
        return cast(User, self.request.user)

    def perform(self, values: dict[str, Any]) -> None:
        """Call the service. Raises ``PetitionRefusal`` or ``ValidationError``."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.perform(form.cleaned_data)
        except StepNotPossible as refusal:
            messages.error(self.request, str(refusal.message))
        except PetitionRefusal as refusal:
            form.add_error(None, str(refusal.message))
            return self.form_invalid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        else:
            messages.success(self.request, str(self.done))
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("annulments:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("annulments:index"), "label": _("Annulments")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "media": context["form"].media}
