"""The screens of one poll's votes: decide by groups or by a condition, and take a decision back."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.local_time import day_text, today
from engagement.models import Invalidation, Poll, PollEvent
from engagement.models.invalidation import InvalidationCause
from engagement.models.vote import VoteState
from engagement.polls.conditions import Condition, condition_digest, votes_meeting
from engagement.polls.decision_secrecy import invalidation_refusal, release_refusal
from engagement.polls.desk.decision_form import INVALIDATE, RELEASE, DecisionForm, group_value
from engagement.polls.desk.numbers import GROUPS_SHOWN, HeldGroup, held_groups, hourly_top, vote_numbers
from engagement.polls.desk.screen import PollScreen, ReasonForm
from engagement.polls.desk.ways import poll_ways
from engagement.polls.rights import DECIDES_ON_VOTES, SEES_HELD_VOTES, TAKES_DECISIONS_BACK
from engagement.polls.services.review import (
    DecisionRefused,
    held_votes_release,
    invalidation_undo,
    votes_invalidate,
)


class VoteScreen(PollScreen):
    """About the votes of one poll."""

    header_icon = "tasks"

    def get_success_url(self) -> str:
        return reverse("held_votes:poll", args=[self.poll.pk])

    def trail(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("held_votes:index"), "label": _("Review of votes")}]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.trail(), {"url": "", "label": self.poll.question}]


class ReviewView(VoteScreen):
    """First how many votes are met and what everybody will read; only what was seen can be decided."""

    right = SEES_HELD_VOTES
    form_class = DecisionForm
    template_name = "engagement/polls/admin/review.html"
    page_title = gettext_lazy("Review of votes")
    done = gettext_lazy("Done. Everybody reads the number and the reason.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.method == "POST":
            self.right = DECIDES_ON_VOTES

    @cached_property
    def groups(self) -> list[HeldGroup]:
        return held_groups(self.poll)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "groups": self.groups}

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        preview = preview_make(self.poll, form.cleaned_data)
        if "seen" not in self.request.POST or preview["refusal"] or not preview["votes"]:
            return self.render_to_response(self.get_context_data(form=form, preview=preview))
        return super().form_valid(form)

    def perform(self, values: dict[str, Any]) -> None:
        number, _separator, digest = self.request.POST["seen"].partition("-")
        if digest != seen_digest(values) or not number.isdecimal() or len(number) > 9:
            raise DecisionRefused(_("The votes have changed meanwhile. Look at the numbers again."))
        common = {"poll": self.poll, "condition": values["condition"], "expected": int(number), "actor": self.actor}
        if values["decision"] == RELEASE:
            held_votes_release(reason=values["reason"], **common)
        else:
            votes_invalidate(cause=values["cause"], public_reason=values["reason"], **common)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        ticked = context["form"]["groups"].value() or []
        return {
            **context,
            "ways": poll_ways(self.poll, self.actor, here="review"),
            "numbers": vote_numbers(self.poll),
            "groups": [(group_value(group), group_value(group) in ticked, group) for group in self.groups],
            "has_more_groups": len(self.groups) == GROUPS_SHOWN,
            "networks": hourly_top(self.poll, "network"),
            "domains": hourly_top(self.poll, "domain"),
            "decisions": Invalidation.objects.filter(poll=self.poll).select_related("made_by", "undone_by"),
            "events": PollEvent.objects.filter(poll=self.poll).select_related("actor").order_by("-at", "-pk"),
            "may_decide": self.actor.has_perm(DECIDES_ON_VOTES),
            "may_undo": self.actor.has_perm(TAKES_DECISIONS_BACK),
        }


class UndoView(VoteScreen):
    """Takes a decision back, for a reason."""

    right = TAKES_DECISIONS_BACK
    form_class = ReasonForm
    template_name = "engagement/polls/admin/undo.html"
    page_title = gettext_lazy("Take the decision back")
    done = gettext_lazy("The votes are what they were before the decision.")
    invalidation: Invalidation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.invalidation = get_object_or_404(self.poll.invalidations, pk=kwargs["invalidation"])

    def get_form_kwargs(self) -> dict[str, Any]:
        words = {
            "label": _("Why the decision is taken back"),
            "help_text": _("Everybody reads it on the page of the poll. Up to 500 characters, without names."),
        }
        return {**super().get_form_kwargs(), **words}

    def perform(self, values: dict[str, Any]) -> None:
        invalidation_undo(invalidation=self.invalidation, reason=values["reason"], actor=self.actor)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": self.get_success_url(), "label": self.poll.question}
        return [*self.trail(), here, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given_back = self.invalidation.votes.values_list("invalidated_from", flat=True)
        return super().get_context_data(
            invalidation=self.invalidation,
            counted=sum(state == VoteState.CONFIRMED for state in given_back),
            held=sum(state == VoteState.HELD for state in given_back),
            **kwargs,
        )


def preview_make(poll: Poll, values: dict[str, Any]) -> dict[str, Any]:
    """How many votes the decision meets now, what everybody will read, and why it cannot be made, if so."""
    condition: Condition = values["condition"]
    met = votes_meeting(poll, condition)
    held, counted = met.held().count(), met.confirmed().count()
    leaves_out = values["decision"] == INVALIDATE
    votes = held + counted if leaves_out else held
    refusal = invalidation_refusal if leaves_out else release_refusal
    return {
        "votes": votes,
        "held": held,
        "counted": counted,
        "leaves_out": leaves_out,
        "public_line": public_line(values, votes),
        "refusal": refusal(poll, condition),
        "seen": f"{votes}-{seen_digest(values)}",
    }


def public_line(values: dict[str, Any], votes: int) -> str:
    """The decision as everybody will read it today."""
    releases = values["decision"] == RELEASE
    what = _("counted after review") if releases else InvalidationCause(values["cause"]).label
    day = day_text(today())
    return f"{'+' if releases else '−'}{votes} · {what} · {values['reason'].strip()} · {day}"


def seen_digest(values: dict[str, Any]) -> str:
    """Binds the button to what stood above it: the same number of other votes is another decision."""
    return f"{values['decision']}-{condition_digest(values['condition'])}"
