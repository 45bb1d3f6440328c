from typing import Any

from django.contrib.admin import DateFieldListFilter, display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from community.core.masking import mask_email
from community.core.registers import RegisterAdmin, RelatedFilter
from community.core.registers.columns import short_time
from engagement.models import Vote, VoteChoice
from engagement.models.vote import VoteState
from engagement.polls.secrecy import polls_with_open_results


class ParticipationRegister(RegisterAdmin):
    """Who took part and when, never what they chose: the choice stands only in :class:`ChoiceRegister`."""

    model = Vote
    menu_label = _("Participation")
    menu_icon = "group"
    base_url_path = "registers/participation"
    search_hint = _("Full e-mail address")
    explanation = _(
        "Who took part in polls: masked addresses, states and times. What people chose is never shown beside an "
        "address; it stands apart, in the register of choices."
    )
    ordering = ("-created_at",)
    list_select_related = ("poll",)
    list_display = ("poll", "masked_email", "state", "cast", "confirmed")
    list_display_add_buttons = "masked_email"
    list_export = ("poll", "masked_email", "state", "created_at", "confirmed_at")
    list_filter = (("poll", RelatedFilter), "state", ("created_at", DateFieldListFilter))
    inspect_view_fields = [*list_export]

    @display(description=_("e-mail"))
    def masked_email(self, vote: Vote) -> str:
        return mask_email(vote.email) or gettext("erased")

    @display(description=_("cast at"), ordering="created_at")
    def cast(self, vote: Vote) -> str:
        return short_time(vote.created_at)

    @display(description=_("confirmed at"), ordering="confirmed_at")
    def confirmed(self, vote: Vote) -> str:
        return short_time(vote.confirmed_at)

    def search(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Find by the whole address only: trying parts of one would unmask the list."""
        return queryset.filter(email__iexact=words)


class ChoiceRegister(RegisterAdmin):
    """What was chosen, without whom and without when: counted votes only, one row an answer.

    Participation shows who voted on a day. Where all of that day chose alike, a day beside choices would name them.
    """

    model = VoteChoice
    menu_label = _("Choices")
    menu_icon = "tasks"
    base_url_path = "registers/choices"
    explanation = _(
        "Counted choices without addresses and without times. A poll appears here once its promise lets everybody see "
        "the results: staff are bound by it too."
    )
    ordering = ("option__poll", "option")
    list_select_related = ("option__poll",)
    list_display = ("poll", "option_text")
    list_export = list_display
    list_filter = (("option__poll", RelatedFilter),)
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted = VoteChoice.objects.filter(vote__state=VoteState.CONFIRMED)
        return counted.filter(option__poll__in=polls_with_open_results()).order_by(*self.ordering)

    @display(description=_("poll"))
    def poll(self, choice: VoteChoice) -> str:
        return str(choice.option.poll)

    @display(description=_("answer"))
    def option_text(self, choice: VoteChoice) -> str:
        return choice.option.text


class VotingRegisters(ModelAdminGroup):
    """Participation and choices, side by side in the menu and never in one table."""

    menu_label = _("Voting registers")
    menu_icon = "clipboard-list"
    menu_order = 750
    items = (ParticipationRegister, ChoiceRegister)
