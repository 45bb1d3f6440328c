from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.accounts.models import User
from community.core.working_days import WorkingCalendar
from engagement.models import Petition
from engagement.petitions.desk.clock import clock_read
from engagement.petitions.desk.queues import at_the_desk
from engagement.petitions.exceptions import PetitionRefusal, StepNotPossible
from engagement.petitions.rights import MODERATES


class PetitionAction(WagtailAdminTemplateMixin, FormView):
    """One thing the desk can do with a petition: GET asks, POST calls the service, a refusal is told in its words.

    Right and state are asked here and the state once more by the service: two clerks at once are one deed.
    """

    # Part of the address, and the name of the URL.
    name: str
    label: str | Promise
    # What will follow, said before it is done.
    explanation: str | Promise = ""
    done: str | Promise
    right = MODERATES
    template_name = "engagement/desk/action.html"
    header_icon = "clipboard-list"
    form_class: type[forms.BaseForm] = forms.Form
    petition: Petition

    @classmethod
    def is_possible(cls, petition: Petition) -> bool:
        """Whether the petition is where this begins from."""
        return True

    @classmethod
    def is_offered(cls, petition: Petition, user: Any) -> bool:
        """Whether the desk shows the button."""
        return user.has_perm(cls.right) and cls.is_possible(petition)

    def perform(self, actor: User, values: dict[str, Any]) -> None:
        """Call the service in the name of ``actor``. Raises ``PetitionRefusal`` or ``ValidationError``."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.right):
            raise PermissionDenied
        self.petition = get_object_or_404(at_the_desk(), pk=kwargs["pk"])
        if not self.is_possible(self.petition):
            return self.too_late(_("Somebody has already done this, or the petition has moved on. Look at it anew."))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.perform(cast(User, self.request.user), form.cleaned_data)
        except StepNotPossible as refusal:
            return self.too_late(str(refusal.message))
        except PetitionRefusal as refusal:
            form.add_error(None, str(refusal.message))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(self.request, str(self.done))
            return redirect(self.get_success_url())
        return self.form_invalid(form)

    def too_late(self, reason: str) -> HttpResponse:
        """Lead back to the petition as it is now."""
        messages.error(self.request, reason)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("petition_desk:inspect", args=[self.petition.pk])

    def get_page_title(self) -> str:
        return str(self.label)

    def get_page_subtitle(self) -> str:
        return self.petition.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("petition_desk:list"), "label": _("Petitions")},
            {"url": self.get_success_url(), "label": self.petition.title},
            {"url": "", "label": str(self.label)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "petition": self.petition,
            "clock": clock_read(self.petition, WorkingCalendar.load()),
            "media": kwargs["form"].media if "form" in kwargs else self.get_form().media,
        }
