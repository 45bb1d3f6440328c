"""Where an author makes links to a draft, takes them back and reads what came of them."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from community.accounts.models import User
from home.models.preview_link import PreviewLink
from home.preview_links.forms import LinkForm
from home.preview_links.services import (
    preview_link_address,
    preview_link_create,
    preview_link_revoke,
    preview_links_path,
)


def page_of_author(request: HttpRequest, page_id: int) -> Page:
    """A page that this person may edit and that has something to show; else 403 or 404."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


class PreviewLinksView(WagtailAdminTemplateMixin, FormView):
    """The links of one page with their answers, and the form of a new one."""

    template_name = "home/preview_links/desk.html"
    form_class = LinkForm
    page_title = gettext_lazy("Show the draft")
    header_icon = "link"
    page: Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = page_of_author(request, kwargs["page_id"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        # The token stands on the page that made it, and nowhere else.
        add_never_cache_headers(response)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        _link, token = preview_link_create(page=self.page, actor=cast(User, self.request.user), **form.cleaned_data)
        # Not a redirect: only this answer may hold the address.
        context = self.get_context_data(form=LinkForm(), address=preview_link_address(token))
        return self.render_to_response(context)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        title = self.page.get_admin_display_title()
        return [*self.breadcrumbs_items, {"url": edit, "label": title}, {"url": "", "label": _("Show the draft")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "links": PreviewLink.objects.of_page(self.page.pk),
        }


@require_POST
def preview_link_revoke_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one link back and return to the list."""
    link = get_object_or_404(PreviewLink.objects.select_related("page"), pk=pk)
    page = page_of_author(request, link.page_id)
    preview_link_revoke(link=link, actor=cast(User, request.user))
    messages.success(request, _("The link is taken back: it opens nothing any more."))
    return redirect(preview_links_path(page))
