"""The desk's list: petitions by the law's clocks, queues as tabs."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView

from community.accounts.selectors import user_display
from community.core.working_days import WorkingCalendar
from engagement.models import Petition
from engagement.models.petition import PetitionQuerySet
from engagement.petitions.desk.clock import clock_read
from engagement.petitions.desk.people import PersonField, moderators
from engagement.petitions.desk.queues import CONDITIONS, Queue, at_the_desk, by_clock, queue_sizes
from engagement.petitions.search import search_petitions


class PersonFilter(django_filters.ModelChoiceFilter):
    field_class = PersonField


def everybody(request: HttpRequest | None) -> Any:
    """Asked for each request: staff come and go."""
    return moderators()


class PetitionFilterSet(WagtailFilterSet):
    queue = django_filters.ChoiceFilter(label=_("Queue"), choices=Queue.choices, method="filter_queue")
    moderator = PersonFilter(label=_("In charge"), queryset=everybody)

    class Meta:
        model = Petition
        fields = ["queue", "moderator", "publication", "collection", "answer", "decision"]

    def filter_queue(self, petitions: PetitionQuerySet, name: str, value: str) -> PetitionQuerySet:
        return petitions.filter(CONDITIONS[value]())


class ClockColumn(Column):
    """Which clock runs and until when, in words and by a sign."""

    cell_template_name = "engagement/desk/clock_cell.html"

    def __init__(self, *args: Any, calendar: WorkingCalendar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def get_cell_context_data(self, instance: Petition, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "clock": clock_read(instance, self.calendar)}


def state_of(petition: Petition) -> str:
    """The state that matters now, of the latest machine that has moved."""
    if petition.answer:
        return petition.get_answer_display()
    if petition.collection:
        return petition.get_collection_display()
    return petition.get_publication_display()


class PetitionIndexView(IndexView):
    """Petitions at the desk, the nearest end of a clock first."""

    any_permission_required = ["view"]
    filterset_class = PetitionFilterSet
    show_export_buttons = False

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Petition"), get_url=self.get_inspect_url),
            ClockColumn("clock", label=_("Clock"), calendar=WorkingCalendar.load(), width="24%"),
            Column("state", label=_("State"), accessor=state_of, width="15%"),
            Column(
                "moderator",
                label=_("In charge"),
                accessor=lambda petition: user_display(petition.moderator) if petition.moderator else "—",
                width="15%",
            ),
            DateColumn("submitted_at", label=_("Handed in"), width="12%"),
        ]

    def get_base_queryset(self) -> PetitionQuerySet:
        return at_the_desk().select_related("moderator")

    def order_queryset(self, queryset: PetitionQuerySet) -> PetitionQuerySet:
        return by_clock(queryset)

    def search_queryset(self, queryset: PetitionQuerySet) -> PetitionQuerySet:
        return search_petitions(queryset, self.search_query)

    def tabs(self) -> list[dict[str, Any]]:
        """Every queue with its size; the one shown is marked."""
        chosen, person = self.request.GET.get("queue", ""), self.request.GET.get("moderator", "")
        mine = str(self.request.user.pk)
        sizes = queue_sizes(at_the_desk())
        queues = [
            {"label": label, "query": urlencode({"queue": value}), "size": sizes[value], "current": chosen == value}
            for value, label in Queue.choices
        ]
        return [
            {"label": _("All by clock"), "query": "", "current": not chosen and not person},
            *queues,
            {"label": _("Mine"), "query": urlencode({"moderator": mine}), "current": person == mine and not chosen},
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "tabs": self.tabs()}
