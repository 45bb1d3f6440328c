from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.core.attention import AttentionItem, register_attention
from engagement.models import Annulment, AnnulmentObjection
from engagement.models.annulment import AnnulmentState, ObjectionOutcome
from engagement.petitions.desk.queues import Queue, at_the_desk, queue_sizes
from engagement.petitions.rights import CONSENTS_TO_ANNULMENTS, MODERATES

LINES = {
    Queue.OVERDUE: _("Petitions whose clock has run out"),
    Queue.TODAY: _("Petitions whose clock runs out today"),
    Queue.NEW: _("Petitions waiting for moderation"),
    Queue.AWAITING: _("Petitions whose review is to be begun"),
}
URGENT = (Queue.OVERDUE, Queue.TODAY)


def petitions_waiting(request: HttpRequest) -> list[AttentionItem]:
    """The desk's queues that are not empty, for whoever moderates."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm(MODERATES):
        return []
    sizes, desk = queue_sizes(at_the_desk()), reverse("petition_desk:list")
    return [
        AttentionItem(text, sizes[queue], f"{desk}?queue={queue}", urgent=queue in URGENT)
        for queue, text in LINES.items()
        if sizes[queue]
    ]


def annulments_waiting(request: HttpRequest) -> list[AttentionItem]:
    """What waits for a second person and objections without an answer, for whoever may agree."""
    if isinstance(request.user, AnonymousUser) or not request.user.has_perm(CONSENTS_TO_ANNULMENTS):
        return []
    others = Annulment.objects.filter(state=AnnulmentState.PROPOSED).exclude(proposed_by=request.user)
    undoing = Annulment.objects.undo_proposed().exclude(undo_proposed_by=request.user)
    objections = AnnulmentObjection.objects.filter(outcome=ObjectionOutcome.OPEN)
    items = [
        AttentionItem(
            _("Annulments that wait for your consent"), others.count() + undoing.count(), reverse("annulments:index")
        ),
        AttentionItem(
            _("Objections of signers without an answer"), objections.count(), reverse("annulments:objections")
        ),
    ]
    return [item for item in items if item.count]


register_attention(petitions_waiting)
register_attention(annulments_waiting)
