from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.core.attention import AttentionItem, register_attention
from engagement.models import Vote
from engagement.polls.rights import DECIDES_ON_VOTES


def votes_waiting(request: HttpRequest) -> list[AttentionItem]:
    """The held votes, for whoever decides about them; of one poll, straight to its screen."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm(DECIDES_ON_VOTES):
        return []
    held = Vote.objects.held()
    polls = list(held.order_by("poll").values_list("poll", flat=True).distinct()[:2])
    if not polls:
        return []
    url = reverse("held_votes:poll", args=polls) if len(polls) == 1 else reverse("held_votes:index")
    return [AttentionItem(_("Votes held for review"), held.count(), url)]


register_attention(votes_waiting)
