from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from community.core.right_checked import RightChecked
from engagement.models import Annulment, AnnulmentObjection
from engagement.petitions.rights import CONSENTS_TO_ANNULMENTS, PROPOSES_ANNULMENTS, VIEWS_ANNULMENTS


class AnnulmentIndexView(RightChecked, BaseListingView):
    """Annulments of all petitions; what waits for a second person first."""

    right = VIEWS_ANNULMENTS
    page_title = _("Annulments")
    header_icon = "circle-check"
    index_url_name = "annulments:index"
    paginate_by = 50
    columns = [
        TitleColumn(
            "public_reason", label=_("Reason"), get_url=lambda line: reverse("annulments:inspect", args=[line.pk])
        ),
        Column("petition", label=_("Petition")),
        Column("matched", label=_("Signatures")),
        Column("get_state_display", label=_("State")),
        DateColumn("proposed_at", label=_("Proposed")),
    ]

    def get_queryset(self) -> QuerySet[Annulment]:
        return Annulment.objects.waiting_first().select_related("petition")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = []
        if self.request.user.has_perm(PROPOSES_ANNULMENTS):
            buttons.append(
                HeaderButton(_("Propose an annulment"), reverse("annulments:propose"), icon_name="plus", priority=10)
            )
        if self.request.user.has_perm(CONSENTS_TO_ANNULMENTS):
            buttons.append(
                HeaderButton(_("Objections"), reverse("annulments:objections"), icon_name="comment", priority=20)
            )
        return buttons


class ObjectionIndexView(RightChecked, BaseListingView):
    """Objections of signers; those without an answer first."""

    right = CONSENTS_TO_ANNULMENTS
    page_title = _("Objections to annulments")
    header_icon = "comment"
    index_url_name = "annulments:objections"
    paginate_by = 50
    columns = [
        TitleColumn(
            "annulment",
            label=_("Annulment"),
            get_url=lambda objection: reverse("annulments:objection", args=[objection.pk]),
        ),
        Column("petition", label=_("Petition"), accessor="annulment.petition"),
        Column("get_outcome_display", label=_("Outcome")),
        DateColumn("created_at", label=_("Written")),
    ]

    def get_queryset(self) -> QuerySet[AnnulmentObjection]:
        return AnnulmentObjection.objects.select_related("annulment__petition").order_by(
            F("decided_at").desc(nulls_first=True), "pk"
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse("annulments:index"), "label": _("Annulments")}, items[-1]]
