from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.accounts.models import User
from community.core.responses import private
from community.core.right_checked import RightChecked
from community.core.written_field import WrittenField
from engagement.models import Poll
from engagement.polls.services.closing import ActNotPossible
from engagement.polls.services.review import DecisionRefused

MOVED_ON = (ActNotPossible, DecisionRefused)


class ReasonForm(forms.Form):
    """Why; for everybody to read."""

    reason = WrittenField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str | Promise, help_text: str | Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = str(label), str(help_text)


class PollScreen(RightChecked, WagtailAdminTemplateMixin, FormView):
    """One screen about a poll: GET shows, POST calls a service; what the service refuses is told in its words."""

    request: HttpRequest
    header_icon = "clipboard-list"
    done: str | Promise = ""
    poll: Poll

    @property
    def actor(self) -> User:
        return cast(User, self.request.user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.poll = get_object_or_404(Poll, pk=kwargs["pk"])

    def perform(self, values: dict[str, Any]) -> Any:
        """Call the service. Raises ``ValidationError``."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            outcome = self.perform(form.cleaned_data)
        except MOVED_ON as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return redirect(self.get_success_url())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        return self.answer(outcome)

    def answer(self, outcome: Any) -> HttpResponse:
        """What follows when it is done."""
        messages.success(self.request, str(self.done))
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return private(super().render_to_response(context, **kwargs))

    def get_page_subtitle(self) -> str:
        return self.poll.question

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(poll=self.poll, **kwargs)
        return {**context, "media": context["form"].media}
