"""Why a poll cannot be deleted, said before the database refuses, in the list and in the editor alike."""

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from engagement.models import Invalidation, Poll, PollEvent, PollSeal, Vote


def deletion_refusal(polls: Sequence[Poll]) -> str:
    """Why these cannot all be deleted; empty if they can."""
    keys = [poll.pk for poll in polls]
    voted = set(Vote.objects.filter(poll__in=keys).order_by().values_list("poll", flat=True).distinct())
    if voted and len(polls) > 1:
        questions = ", ".join(f"«{poll.question}»" for poll in polls if poll.pk in voted)
        return _("Nothing was deleted: people have voted in %(questions)s. Choose only polls without votes.") % {
            "questions": questions
        }
    if voted:
        return _(
            "People have voted in this poll, so it cannot be deleted. It can be unpublished instead, once it is closed."
        )
    if any(kept.objects.filter(poll__in=keys).exists() for kept in (PollEvent, PollSeal, Invalidation)):
        return _("The poll has public notes or a seal, which are kept for good, so it cannot be deleted. Unpublish it.")
    return ""


@hooks.register("before_delete_snippet")
def refuse_to_delete_polls_with_votes(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    refusal = deletion_refusal([poll for poll in instances if isinstance(poll, Poll)])
    if not refusal:
        return None
    messages.error(request, refusal)
    return redirect("wagtailsnippets_engagement_poll:list")
