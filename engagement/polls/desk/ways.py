"""From one screen about a poll to the others: the editor, the report, the review, the public page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.models import Poll
from engagement.polls.rights import SEES_HELD_VOTES, VIEWS_PARTICIPATION

CHANGES_POLLS = "engagement.change_poll"
EDIT = "wagtailsnippets_engagement_poll:edit"


@dataclass(frozen=True)
class Way:
    name: str
    label: str | Promise
    url: str
    icon: str


def poll_ways(poll: Poll, user: Any, *, here: str = "") -> list[Way]:
    """Where ``user`` may go from the screen named ``here``."""
    ways = []
    if user.has_perm(CHANGES_POLLS):
        ways.append(Way("edit", _("Edit the poll"), reverse(EDIT, args=[poll.pk]), "edit"))
    if user.has_perm(SEES_HELD_VOTES):
        ways.append(Way("review", _("Review of votes"), reverse("held_votes:poll", args=[poll.pk]), "tasks"))
    if user.has_perm(VIEWS_PARTICIPATION):
        ways.append(Way("report", _("Report"), reverse("poll_report", args=[poll.pk]), "doc-full"))
    if poll.live and (page := poll.get_url()):
        ways.append(Way("page", _("Page of the poll"), page, "globe"))
    return [way for way in ways if way.name != here]
