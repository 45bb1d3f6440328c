from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets.slug import SlugInput
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.options import modeladmin_register

from community.core.text.transliteration import SLUG_FORMATTERS
from engagement.models import Petition, Poll, RefusalGround, Vote
from engagement.models.poll import PollStatus
from engagement.petitions import paper_admin  # noqa: F401 - its hooks make themselves known
from engagement.petitions.annulment_desk.viewset import AnnulmentDesk
from engagement.petitions.desk.policy import PetitionPolicy
from engagement.petitions.desk.viewset import PetitionsGroup
from engagement.petitions.registers import PetitionRegisters
from engagement.polls.admin_forms import PollForm
from engagement.polls.panels import PollResultsPanel
from engagement.polls.registers import VotingRegisters


class PollFilterSet(WagtailFilterSet):
    """Polls by where they stand in their window."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=PollStatus.choices, method="filter_status")

    class Meta:
        model = Poll
        fields = ["status", "kind", "results_promise", "live"]

    def filter_status(self, queryset: QuerySet[Poll], name: str, value: str) -> QuerySet[Poll]:
        return queryset & getattr(Poll.objects, value)()


class PollViewSet(SnippetViewSet):
    """Polls in the admin. No scheduled publishing: the poll's own window opens and closes it."""

    model = Poll
    icon = "clipboard-list"
    menu_label = _("Polls")
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "question",
        Column("status", label=_("Status"), accessor=lambda poll: poll.status.label),
        DateColumn("opens_at", label=_("Opens"), sort_key="opens_at"),
        DateColumn("closes_at", label=_("Closes"), sort_key="closes_at"),
        BooleanColumn("live", label=_("Published")),
    ]
    list_per_page = 50
    filterset_class = PollFilterSet
    ordering = ["-opens_at"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("question", targets=["slug"], placeholder=False),
            FieldPanel("slug", widget=SlugInput(formatters=SLUG_FORMATTERS)),
            FieldPanel("description"),
            MultiFieldPanel([FieldPanel("kind"), FieldPanel("max_choices")], heading=_("Kind of poll")),
            InlinePanel("options", heading=_("Answers"), label=_("Answer"), min_num=2),
            MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading=_("When people may vote")),
            FieldPanel("results_promise"),
            PollResultsPanel(heading=_("Results")),
        ],
        base_form_class=PollForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Poll]:
        return Poll.objects.all()


@hooks.register("before_delete_snippet")
def refuse_to_delete_polls_with_votes(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """Say why before the database refuses, in the list and in the editor alike."""
    polls = [poll.pk for poll in instances if isinstance(poll, Poll)]
    if not Vote.objects.filter(poll__in=polls).exists():
        return None
    messages.error(
        request, _("People have voted in this poll, so it cannot be deleted. It can be unpublished instead.")
    )
    return redirect("wagtailsnippets_engagement_poll:list")


@hooks.register("register_admin_viewset")
def register_annulment_desk() -> AnnulmentDesk:
    return AnnulmentDesk()


@hooks.register("before_delete_snippet")
def refuse_to_delete_used_grounds(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """A ground with refusals cannot go, in the list and on its own screen alike."""
    grounds = [ground.pk for ground in instances if isinstance(ground, RefusalGround)]
    if not Petition.objects.filter(ground__in=grounds).exists():
        return None
    messages.error(
        request,
        _("Petitions were refused on this ground, so it cannot be deleted. Untick “may be chosen” to retire it."),
    )
    return redirect("wagtailsnippets_engagement_refusalground:list")


register_permission_policy(Petition, PetitionPolicy(Petition))
register_snippet(PollViewSet)
register_snippet(PetitionsGroup)
modeladmin_register(PetitionRegisters)
modeladmin_register(VotingRegisters)
