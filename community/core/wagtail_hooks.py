from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from community.core import refused_schedules  # noqa: F401 - its hooks make themselves known
from community.core.admin_policy import start_without_inline_scripts
from community.core.attention_panel import AttentionPanel
from community.core.exports.desk import ExportsViewSet
from community.core.guardian import panel  # noqa: F401 - makes itself known beside the editor
from community.core.guardian.content_checker import put_ukrainian_checker
from community.core.guardian.report import TextReportMenuItem, TextReportView
from community.core.guide import desk  # noqa: F401 - its hooks make themselves known
from community.core.models import DayTransfer, Holiday, MartialLaw
from community.core.page_cache import serving  # noqa: F401 - as above
from community.core.page_editing import PageSavingViewSet
from community.core.wagtail_words import name_the_nameless


class HolidayViewSet(SnippetViewSet):
    """Public holidays, in the order of the year."""

    model = Holiday
    icon = "calendar"
    list_display = [
        "name",
        Column("rule", label=_("When"), accessor="rule"),
        Column("in_force", label=_("In force"), accessor="in_force"),
    ]
    search_fields = ["name"]


class DayTransferViewSet(SnippetViewSet):
    """Days off that the Cabinet moved."""

    model = DayTransfer
    icon = "date"
    list_display = ["__str__", "decision"]


class MartialLawViewSet(SnippetViewSet):
    """Periods of martial law."""

    model = MartialLaw
    icon = "warning"
    list_display = ["__str__", "basis"]


class WorkingDaysGroup(SnippetViewSetGroup):
    """What the terms of petitions are counted by."""

    menu_label = _("Working days")
    menu_icon = "calendar"
    menu_order = 700
    items = (HolidayViewSet, DayTransferViewSet, MartialLawViewSet)


@hooks.register("register_admin_viewset")
def register_page_saving() -> PageSavingViewSet:
    return PageSavingViewSet()


@hooks.register("register_admin_viewset")
def register_exports() -> ExportsViewSet:
    return ExportsViewSet()


register_snippet(WorkingDaysGroup)
name_the_nameless()
start_without_inline_scripts()


@hooks.register("construct_homepage_panels")
def show_what_needs_attention(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(AttentionPanel())


hooks.register("construct_wagtail_userbar", put_ukrainian_checker)


@hooks.register("register_admin_urls")
def register_text_report() -> list[URLPattern]:
    return [path("reports/texts/", TextReportView.as_view(), name="text_report")]


@hooks.register("register_reports_menu_item")
def register_text_report_menu_item() -> TextReportMenuItem:
    return TextReportMenuItem(_("Check of texts"), reverse_lazy("text_report"), icon_name="check", order=600)


@hooks.register("register_help_menu_item")
def register_design_system() -> MenuItem:
    return MenuItem(_("Design system"), reverse_lazy("design_system"), icon_name="view", order=1200)
