"""Saving pages in the editor, which saves by itself while a person writes: publishing may meet an autosave on its way.

Left alone, the two make two pages (or a conflict of addresses that nobody answers for), and a late autosave takes back
what was published a moment before. So saves of one place wait for one another, and one form makes one page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid5

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from community.core.guardian.telling import findings_tell
from community.core.models import BasePage
from community.core.page_explorer import PageExplorerView
from community.core.side_panels import side_panels_of

# Names the identifiers that `page_key` derives; another value would only forget the forms that are open now.
FORMS = UUID("5f0b2c4e-6c0e-4d0c-9c53-0d7f4a1f9b11")


@contextmanager
def save_in_turn(request: HttpRequest, page_id: int) -> Iterator[None]:
    """Hold the page while a form about it is answered; whoever else saves it waits. The answer is one transaction."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        Page.objects.select_for_update(no_key=True).filter(pk=page_id).first()
        yield


def page_key(request: HttpRequest) -> UUID | None:
    """The identifier of the page that this very form makes, the same for its autosaves and its publishing.

    Each showing of a form masks its CSRF token anew, so the token tells one form from another.
    """
    token = request.POST.get("csrfmiddlewaretoken")
    return uuid5(FORMS, f"{request.user.pk} {token}") if token else None


class BesideThePage:
    """What both views share: panels of every app beside the form, and the guardian's word when the editor leaves it."""

    page: Page
    request: HttpRequest

    def get_side_panels(self) -> MediaContainer:
        own = side_panels_of(self.page, self.request)
        panels = [*super().get_side_panels(), *own]  # type: ignore[misc]  # a mixin
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))

    def redirect_away(self) -> HttpResponseBase:
        findings_tell(self.request, self.page)
        return super().redirect_away()  # type: ignore[misc]  # a mixin


class PageEditView(BesideThePage, EditView):
    """A save waits for the one before it, and then sees what that one did."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: object) -> HttpResponseBase:
        with save_in_turn(request, page_id):
            return super().dispatch(request, page_id, **kwargs)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not self.hydrate_create_view:
            findings_tell(request, self.page)
        return super().get(request, *args, **kwargs)


class PageCreateView(BesideThePage, CreateView):
    """A form that has already made its page goes on with that page instead of making another."""

    def dispatch(self, request: HttpRequest, *, parent_page_id: int, **kwargs: object) -> HttpResponseBase:
        with save_in_turn(request, parent_page_id):
            return super().dispatch(request, parent_page_id=parent_page_id, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        # Only the form is filled: the page comes to be when the form is sent, as always.
        if (pattern := request.GET.get("pattern")) and isinstance(self.page, BasePage):
            self.page.begin_from(pattern)
        return super().get(request)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        key = page_key(request)
        if key is None:
            return super().post(request)
        made = Page.objects.filter(translation_key=key).first()
        if made is None:
            self.page.translation_key = key
            return super().post(request)
        if self.expects_json_response:
            # An autosave that was overtaken: what it brings is older than what is saved.
            message = _("This form has already been saved. Press “Save draft” to keep the latest changes.")
            return self.json_error_response("invalid_revision", message)
        return PageEditView.as_view()(request, page_id=made.pk)


class PageSavingViewSet(PageViewSet):
    """Wagtail's views of every page type, with these in place of its own."""

    index_view_class = PageExplorerView
    add_view_class = PageCreateView
    edit_view_class = PageEditView
