"""The desk where votes are reviewed."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from community.core.right_checked import RightChecked
from engagement.models import Poll
from engagement.models.vote import VoteState
from engagement.polls.desk.columns import MomentColumn
from engagement.polls.desk.reviewing import ReviewView, UndoView
from engagement.polls.rights import SEES_HELD_VOTES


class PollsWithVotesView(RightChecked, BaseListingView):
    """Polls that people voted in; those with held votes first."""

    right = SEES_HELD_VOTES
    page_title = _("Review of votes")
    header_icon = "tasks"
    index_url_name = "held_votes:index"
    paginate_by = 50
    columns = [
        TitleColumn("question", label=_("Poll"), get_url=lambda poll: reverse("held_votes:poll", args=[poll.pk])),
        Column("held", label=_("Held")),
        Column("confirmed", label=_("Counted"), classname="wide-only"),
        Column("invalidated", label=_("Left out"), classname="wide-only"),
        MomentColumn("closes_at", label=_("Closes")),
    ]

    def get_queryset(self) -> QuerySet[Poll]:
        numbers = {
            state: Count("votes", filter=Q(votes__state=state))
            for state in (VoteState.HELD, VoteState.CONFIRMED, VoteState.INVALIDATED)
        }
        voted = Poll.objects.filter(votes__isnull=False)
        return voted.annotate(**numbers).order_by("-held", "-closes_at", "-pk")


class HeldVotesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(SEES_HELD_VOTES)


class HeldVotesDesk(ViewSet):
    """Held votes in groups, decisions with a preview, and the decisions made."""

    name = "held_votes"
    icon = "tasks"
    menu_label = _("Review of votes")
    menu_order = 251
    menu_item_class = HeldVotesMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", PollsWithVotesView.as_view(), name="index"),
            path("<int:pk>/", ReviewView.as_view(), name="poll"),
            path("<int:pk>/undo/<int:invalidation>/", UndoView.as_view(), name="undo"),
        ]
