"""Refusals of the admin to take a session off the site before its term."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from home.models import SessionPage
from home.sessions.lock import refusal


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
