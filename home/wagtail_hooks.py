from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from community.core.local_time import day_text
from community.core.working_days import WorkingCalendar
from home.acts.terms import PublishingTerm
from home.models import ActPage, SessionPage
from home.sessions.lock import refusal


class ActListingViewSet(PageListingViewSet):
    """All documents of the site in one list, in the order residents see them."""

    model = ActPage
    name = "acts"
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Documents of the register")
    menu_order = 210
    add_to_admin_menu = True
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


def kept_sessions(pages: Sequence[Page], *, with_descendants: bool) -> list[SessionPage]:
    """Sessions among ``pages``, and below them if asked, that may not leave the site yet."""
    kept = SessionPage.objects.kept().defer_streamfields()
    found = list(kept.filter(pk__in=[page.pk for page in pages]))
    if with_descendants:
        found += [session for page in pages for session in kept.descendant_of(page)]
    return list({session.pk: session for session in found}.values())


@hooks.register("before_delete_page")
def refuse_to_delete_sessions(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A kept session stays, whether it or a section above it is to go."""
    return _refused(request, kept_sessions([page], with_descendants=True), page)


@hooks.register("before_unpublish_page")
def refuse_to_unpublish_sessions(request: HttpRequest, page: Page) -> HttpResponse | None:
    with_descendants = bool(request.POST.get("include_descendants"))
    return _refused(request, kept_sessions([page], with_descendants=with_descendants), page)


@hooks.register("before_bulk_action")
def refuse_bulk_actions_on_sessions(
    request: HttpRequest, action_type: str, objects: Sequence[Model], action: Any
) -> HttpResponse | None:
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type not in {"delete", "unpublish"} or not pages:
        return None
    with_descendants = action_type == "delete" or bool(request.POST.get("include_descendants"))
    return _refused(request, kept_sessions(pages, with_descendants=with_descendants), pages[0])


def _refused(request: HttpRequest, kept: Sequence[SessionPage], page: Page) -> HttpResponse | None:
    if not kept:
        return None
    messages.error(request, refusal(kept))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
