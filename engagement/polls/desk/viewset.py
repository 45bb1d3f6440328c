"""Polls in the editor."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.views.snippets import SnippetViewSet

from community.core.text.transliteration import SLUG_FORMATTERS
from engagement.models import Poll
from engagement.models.poll import PollStatus
from engagement.polls.desk.acts import ACTS
from engagement.polls.desk.columns import MomentColumn
from engagement.polls.desk.forms import PollForm
from engagement.polls.desk.panels import FrozenPanel, PollResultsPanel
from engagement.polls.desk.views import PollEditView, PollIndexView, PollUnpublishView


class PollFilterSet(WagtailFilterSet):
    """Polls by where they stand in their window."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=PollStatus.choices, method="filter_status")

    class Meta:
        model = Poll
        fields = ["status", "kind", "results_promise", "live"]

    def filter_status(self, queryset: QuerySet[Poll], name: str, value: str) -> QuerySet[Poll]:
        return queryset & getattr(Poll.objects, value)()


class PollViewSet(SnippetViewSet):
    """Polls in the admin. A schedule decides when people first see a poll; its own window, when they may vote."""

    model = Poll
    icon = "clipboard-list"
    menu_label = _("Polls")
    menu_order = 250
    add_to_admin_menu = True
    # A copy is made by ``services.closing.poll_copy``, with its answers.
    copy_view_enabled = False
    index_view_class = PollIndexView
    edit_view_class = PollEditView
    unpublish_view_class = PollUnpublishView
    list_display = [
        "question",
        Column("status", label=_("Status"), accessor=lambda poll: poll.status.label),
        MomentColumn("opens_at", label=_("Opens"), sort_key="opens_at", classname="wide-only"),
        MomentColumn("closes_at", label=_("Closes"), sort_key="closes_at"),
        BooleanColumn("live", label=_("Published"), classname="wide-only"),
    ]
    list_per_page = 50
    filterset_class = PollFilterSet
    ordering = ["-opens_at"]
    edit_handler = ObjectList(
        [
            FrozenPanel(),
            TitleFieldPanel("question", targets=["slug"], placeholder=_("Question")),
            FieldPanel("slug", widget=SlugInput(formatters=SLUG_FORMATTERS)),
            FieldPanel("description"),
            MultiFieldPanel([FieldPanel("kind"), FieldPanel("max_choices")], heading=_("Kind of poll")),
            InlinePanel(
                "options",
                panels=[FieldPanel("text"), FieldPanel("picture")],
                heading=_("Answers"),
                label=_("Answer"),
                min_num=2,
            ),
            FieldPanel("options_order"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])], heading=_("When people may vote")
            ),
            MultiFieldPanel(
                [FieldPanel("asks_settlement"), FieldPanel("allows_changes")], heading=_("Rules of the vote")
            ),
            FieldPanel("results_promise"),
            PublishingPanel(),
            PollResultsPanel(heading=_("Results")),
        ],
        base_form_class=PollForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Poll]:
        return Poll.objects.all()

    def get_urlpatterns(self) -> list[URLPattern]:
        acts = [path(f"{act.name}/<int:pk>/", self.construct_view(act), name=act.name) for act in ACTS]
        return [*super().get_urlpatterns(), *acts]
