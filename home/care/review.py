"""Saying that a page is right: one press in the list or in the editor; by a link, a question first."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from community.core.local_time import day_text
from community.core.stewardship import page_review
from home.care.rights import may_review


@require_http_methods(["GET", "POST"])
def reviewed(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks, since a link may be opened by anything; POST writes it down."""
    page = get_object_or_404(Page, pk=pk)
    if not may_review(request.user, page):
        raise PermissionDenied
    if request.method == "GET":
        return TemplateResponse(request, "home/care/reviewed.html", {"page": page})
    day = page_review(page=page, user=request.user)
    said = _("“%(title)s” is reviewed. The site will ask again on %(day)s.")
    messages.success(request, said % {"title": page.title, "day": day_text(day)})
    can_edit = page.permissions_for_user(request.user).can_edit()
    if "from_editor" in request.GET and can_edit:
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("care:review")


class ReviewedMenuItem(ActionMenuItem):
    """The press in the editor. What is typed and not saved stays where it is: the editor warns before it leaves."""

    label = gettext_lazy("Reviewed: the page is right")
    icon_name = "calendar-check"
    template_name = "home/care/reviewed_menu_item.html"

    def is_shown(self, context: Any) -> bool:
        return context["view"] == "edit" and may_review(context["request"].user, context["page"])

    def get_url(self, parent_context: Any) -> str:
        return f"{reverse('care:reviewed', args=[parent_context['page'].pk])}?from_editor"


def reviewed_button(page: Page) -> Button:
    """The link in the menu of a page, wherever pages are listed."""
    address = reverse("care:reviewed", args=[page.pk])
    return Button(_("Reviewed"), url=address, icon_name="calendar-check", priority=45)
