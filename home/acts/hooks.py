"""What staff see of the register in the admin: one list of all documents, and the law's clocks after publishing."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from community.core.local_time import day_text
from community.core.page_lists import PageListMenuItem
from community.core.working_days import WorkingCalendar
from home.acts.terms import PublishingTerm
from home.models import ActPage


class ActListingViewSet(PageListingViewSet):
    """All documents of the site in one list, in the order residents see them."""

    model = ActPage
    name = "acts"
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Documents of the register")
    menu_order = 210
    add_to_admin_menu = True
    menu_item_class = PageListMenuItem
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind", width="18%"),
        Column("number", label=gettext_lazy("Number"), sort_key="number", width="10%"),
        DateColumn("listed_on", label=gettext_lazy("Date"), sort_key="listed_on", width="12%"),
        PageStatusColumn("status", label=gettext_lazy("Status"), sort_key="live", width="12%"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(default_ordering="-listed_on", **kwargs)


@hooks.register("register_admin_viewset")
def register_act_listing() -> ActListingViewSet:
    return ActListingViewSet("acts")


@hooks.register("after_publish_page")
def tell_of_terms(request: HttpRequest, page: Page) -> None:
    """Remind of the law's clocks at once, while something can still be done."""
    if not isinstance(page, ActPage):
        return
    if page.is_draft and page.is_early:
        message = _(
            "Law 890-IX asks for 10 working days between publication and consideration: here, not earlier than "
            "%(day)s. Residents see the planned date and your reason of urgency."
        )
        messages.warning(request, message % {"day": day_text(page.earliest_on)})
    elif page.adopted_on:
        term = PublishingTerm.of(page.adopted_on, page.first_published_at, WorkingCalendar.load())
        if term.is_late:
            message = _("The law asks to publish within 5 working days of adoption: it was due by %(day)s.")
            messages.warning(request, message % {"day": day_text(term.deadline)})
