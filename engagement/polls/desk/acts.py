"""What staff do with a whole poll: close it before its time, look at hidden results, copy it. GET never does any."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from engagement.models import Poll
from engagement.polls.desk.screen import PollScreen, ReasonForm
from engagement.polls.desk.ways import EDIT, poll_ways
from engagement.polls.rights import CLOSES_POLLS, CREATES_POLLS, LOOKS_EARLY
from engagement.polls.selectors import PollResults
from engagement.polls.services.closing import (
    poll_close_early,
    poll_copy,
    poll_look_early,
    results_hidden,
)


class PollAct(PollScreen):
    """A page that says what will follow, and a button."""

    # Part of the address, and the name of the URL.
    name: str
    label: str | Promise
    icon_name: str
    template_name = "engagement/polls/admin/act.html"
    explanation: str | Promise = ""
    too_late: str | Promise = ""
    form_class: type[forms.BaseForm] = ReasonForm
    reason_label: ClassVar[str | Promise] = ""
    reason_help: ClassVar[str | Promise] = ""

    @classmethod
    def is_possible(cls, poll: Poll) -> bool:
        return True

    @classmethod
    def button(cls, poll: Poll, user: Any, priority: int) -> Button | None:
        """For the lists of buttons of the editor and of the list, where the act can be done."""
        if not user.has_perm(cls.right) or not cls.is_possible(poll):
            return None
        url = reverse(f"wagtailsnippets_engagement_poll:{cls.name}", args=[poll.pk])
        return Button(cls.label, url, icon_name=cls.icon_name, priority=priority)

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_possible(self.poll):
            messages.error(self.request, str(self.too_late))
            return redirect(self.get_success_url())
        response: HttpResponse = super().get(*args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        words = {"label": self.reason_label, "help_text": self.reason_help} if self.form_class is ReasonForm else {}
        return {**super().get_form_kwargs(), **words}

    def get_success_url(self) -> str:
        return reverse(EDIT, args=[self.poll.pk])

    def get_page_title(self) -> str:
        return str(self.label)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailsnippets_engagement_poll:list"), "label": _("Polls")},
            {"url": self.get_success_url(), "label": self.poll.question},
            {"url": "", "label": str(self.label)},
        ]


class CloseEarlyAct(PollAct):
    name = "close_early"
    label = _("Close early")
    icon_name = "lock"
    right = CLOSES_POLLS
    explanation = _(
        "From the moment you confirm nobody can vote, and letters that wait for an answer can no longer be answered. "
        "The results open to everybody. The poll cannot be opened again."
    )
    too_late = _("Only a running poll can be closed early.")
    reason_label = _("Why the poll closes early")
    reason_help = _("Everybody reads it on the page of the poll. Up to 500 characters, without names.")
    done = _("The poll is closed; everybody reads why.")

    @classmethod
    def is_possible(cls, poll: Poll) -> bool:
        return poll.is_running

    def perform(self, values: dict[str, Any]) -> None:
        poll_close_early(poll=self.poll, reason=values["reason"], actor=self.actor)


class LookEarlyAct(PollAct):
    name = "look_early"
    label = _("Look at the results early")
    icon_name = "view"
    right = LOOKS_EARLY
    explanation = _(
        "People were promised that the results are hidden for now, and the promise binds staff too. Look only if there "
        "is no other way. The page of the poll will say that staff looked, when and why; your name stays in the "
        "history of the site. The results are shown once: to see them again you will have to give a reason again."
    )
    too_late = _("There are no hidden results to look at: the poll is not open yet, or everybody sees them.")
    reason_label = _("Why you have to look")
    reason_help = _("Everybody reads it on the page of the poll. Up to 500 characters, without names.")

    @classmethod
    def is_possible(cls, poll: Poll) -> bool:
        return results_hidden(poll)

    def perform(self, values: dict[str, Any]) -> PollResults:
        return poll_look_early(poll=self.poll, reason=values["reason"], actor=self.actor)

    def answer(self, outcome: PollResults) -> HttpResponse:
        return self.render_to_response(self.get_context_data(results=outcome))


class CopyAct(PollAct):
    name = "make_copy"
    label = _("Copy")
    icon_name = "copy"
    right = CREATES_POLLS
    form_class = forms.Form
    explanation = _(
        "A draft appears with the same question, answers and rules, as long as this poll. Votes are not copied. Set "
        "its dates before you publish it."
    )
    done = _("This is the copy: a draft with dates from today on.")

    def perform(self, values: dict[str, Any]) -> Poll:
        return poll_copy(poll=self.poll, actor=self.actor)

    def answer(self, outcome: Poll) -> HttpResponse:
        messages.success(self.request, str(self.done))
        return redirect(reverse(EDIT, args=[outcome.pk]))


ACTS: tuple[type[PollAct], ...] = (CloseEarlyAct, LookEarlyAct, CopyAct)


def act_buttons(poll: Poll, user: Any) -> list[Button]:
    """What can be done with ``poll`` now, and the ways to the other screens about it."""
    offered = [act.button(poll, user, priority=11 + number) for number, act in enumerate(ACTS)]
    ways = enumerate(poll_ways(poll, user, here="edit"))
    return [
        *(button for button in offered if button),
        *(Button(way.label, way.url, icon_name=way.icon, priority=15 + number) for number, way in ways),
    ]
