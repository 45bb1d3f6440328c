from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from community.core.local_time import today
from community.core.registers import RegisterAdmin, RelatedFilter
from community.core.registers.columns import short_time
from community.core.registers.permissions import RegisterPermissionHelper
from engagement.models import Poll, Vote
from engagement.polls.report import participation, votes
from engagement.polls.rights import VIEWS_VOTES


def report_link(poll: Poll) -> str:
    return format_html('<a href="{}">{}</a>', reverse("poll_report", args=[poll.pk]), poll)


class ShownStateFilter(SimpleListFilter):
    """By the state as it is shown, so that a filter tells no more than the list."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(participation.STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        return queryset.filter(shown_state=self.value()) if self.value() else None


class DayFilter(SimpleListFilter):
    """By whole days: a filter by the minute would tell the minute of each vote."""

    title = _("cast")
    parameter_name = "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("today")), ("7", _("in the last 7 days")), ("30", _("in the last 30 days"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        days = self.value()
        if days not in dict(self.lookup_choices) or days is None:
            return None
        return queryset.filter(day__gt=today() - timedelta(days=int(days)))


class ParticipationRegister(RegisterAdmin):
    """Who took part and when, never what they chose: the choice stands only in :class:`ChoiceRegister`.

    No reason of a flag either: beside an address it would be a suspicion about a person.
    """

    model = Vote
    menu_label = _("Participation")
    menu_icon = "group"
    base_url_path = "registers/participation"
    search_hint = _("Full e-mail address")
    explanation = _(
        "Who took part in polls: masked addresses, states and times. What people chose is never shown beside an "
        "address; it stands apart, in the register of votes. Where results are seen while a poll runs, only days are "
        "shown, states once it has closed, and votes of today from tomorrow on: else one could see whose vote changed "
        "the results."
    )
    ordering = ("-day", "reference")
    list_select_related = ("poll",)
    list_display = ("poll_link", "masked_email", "shown_state", "cast", "confirmed", "cancelled")
    list_export = ("poll", "masked_email", "shown_state", "cast_exactly", "confirmed_exactly", "cancelled_exactly")
    list_filter = (("poll", RelatedFilter), ShownStateFilter, DayFilter)
    # A row has nothing more to show, and its number would tell the order of voting.
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return participation.participation()

    def export_rows(self, queryset: QuerySet[Any]) -> Iterator[Sequence[Any]]:
        return participation.rows_shown(queryset)

    @display(description=_("poll"))
    def poll_link(self, vote: Vote) -> str:
        return report_link(vote.poll)

    @display(description=_("e-mail"))
    def masked_email(self, vote: Vote) -> str:
        return participation.address_shown(vote)

    @display(description=_("state"))
    def shown_state(self, vote: Vote) -> Any:
        return participation.state_shown(vote)

    @display(description=_("cast at"))
    def cast(self, vote: Vote) -> str:
        return short_time(self.cast_exactly(vote))

    @display(description=_("confirmed at"))
    def confirmed(self, vote: Vote) -> str:
        return short_time(self.confirmed_exactly(vote))

    @display(description=_("cancelled at"))
    def cancelled(self, vote: Vote) -> str:
        return short_time(self.cancelled_exactly(vote))

    @display(description=_("cast at"))
    def cast_exactly(self, vote: Vote) -> date | datetime | None:
        return participation.time_shown(vote, "created_at")

    @display(description=_("confirmed at"))
    def confirmed_exactly(self, vote: Vote) -> date | datetime | None:
        return participation.time_shown(vote, "confirmed_at")

    @display(description=_("cancelled at"))
    def cancelled_exactly(self, vote: Vote) -> date | datetime | None:
        return participation.time_shown(vote, "cancelled_at")

    def search(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Find by the whole address only: trying parts of one would unmask the list."""
        return queryset.filter(email__iexact=words)


class ChoicePermissionHelper(RegisterPermissionHelper):
    """The rows are votes, but to read them is to read what was chosen."""

    def user_can_list(self, user: Any) -> bool:
        return bool(user.has_perm(VIEWS_VOTES))


class ChoiceRegister(RegisterAdmin):
    """What was chosen, without whom: counted votes only, one row a vote, with what it may show of its day."""

    model = Vote
    menu_label = _("Choices")
    menu_icon = "tasks"
    base_url_path = "registers/choices"
    explanation = _(
        "Counted votes without addresses and without times, one in a row, in an order that means nothing. Day and "
        "settlement are shown where at least five votes that differ share them. A poll appears here once its promise "
        "lets everybody see the results: staff are bound by it too."
    )
    permission_helper_class = ChoicePermissionHelper
    list_display = ("poll_link", "answers", "shown_day", "shown_settlement")
    list_export = ("poll", "answers", "exported_day", "shown_settlement")
    list_filter = (("poll", RelatedFilter),)
    inspect_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return votes.vote_rows(votes.polls_with_open_results())

    def get_ordering(self, request: HttpRequest) -> Sequence[Any]:
        return votes.sheet_order()

    @display(description=_("poll"))
    def poll_link(self, vote: Vote) -> str:
        return report_link(vote.poll)

    @display(description=_("answers"))
    def answers(self, vote: Any) -> str:
        return votes.answers_text(vote)

    @display(description=_("day"))
    def shown_day(self, vote: Vote) -> str:
        day = votes.day_shown(vote)
        return short_time(day) if isinstance(day, date) else str(day)

    @display(description=_("day"))
    def exported_day(self, vote: Vote) -> Any:
        return votes.day_shown(vote)

    @display(description=_("settlement"))
    def shown_settlement(self, vote: Vote) -> Any:
        return votes.settlement_shown(vote)


class VotingRegisters(ModelAdminGroup):
    """Participation and choices, side by side in the menu and never in one table."""

    menu_label = _("Voting registers")
    menu_icon = "clipboard-list"
    menu_order = 750
    items = (ParticipationRegister, ChoiceRegister)
