"""Wagtail's own screens of polls, with what votes forbid said in words instead of an error of the server."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, IndexView, UnpublishView

from engagement.models import Poll
from engagement.models.freeze import unpublishing_refusal
from engagement.polls.desk.acts import act_buttons


class PollIndexView(IndexView):
    """The list; what can be done with a poll stands in its row."""

    def get_list_more_buttons(self, instance: Poll) -> list[Button]:
        buttons: list[Button] = super().get_list_more_buttons(instance)
        return sorted([*buttons, *act_buttons(instance, self.request.user)])


class PollEditView(EditView):
    """The editor; older versions come back through it too."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        return sorted([*buttons, *act_buttons(self.live_object, self.request.user)])

    def form_valid(self, form: Any) -> HttpResponse:
        """Save and publish whole or not at all.

        The form has been checked, but the first vote may come between that and the writing: then the model refuses.
        """
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            response = self.form_invalid(form)
        return response


class PollUnpublishView(UnpublishView):
    """Refuses to cut a running vote, before it asks whether one is sure."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusal := unpublishing_refusal(self.object):
            return self._refused(refusal)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().post(request, *args, **kwargs)
        except ValidationError as refusal:
            return self._refused(" ".join(refusal.messages))
        return response

    def _refused(self, reason: str) -> HttpResponse:
        messages.error(self.request, reason)
        return redirect(reverse(self.edit_url_name, args=[self.object.pk]))
